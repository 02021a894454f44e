"""Certificates: one that the laptop makes for itself is good for its names, and kept; one that does not fit is told."""

from __future__ import annotations

import ssl
import stat
from pathlib import Path

import httpx
import pytest

from tests.simulator.exercise.tables import table_scenario
from tests.tui.tabletop.served import served
from tui.tabletop.web.certificates import BadCertificate, given, own


def test_pages_are_encrypted_with_what_the_laptop_made(tmp_path: Path) -> None:
    """Whoever trusts its certificate is let in, over TLS alone; a pass is then for TLS alone, too."""
    certificate, fingerprint = own(tmp_path, ["127.0.0.1", "localhost"])
    trusted = ssl.create_default_context(cafile=str(certificate.certificate))
    with served(tmp_path, table_scenario(), certificate=certificate) as found:
        address = found.address.replace("http:", "https:")
        with httpx.Client(base_url=address, trust_env=False, verify=trusted) as client:
            assert client.get("/").status_code == 200
            joined = client.post("/join", data={"code": found.room.door.code})
            assert "Secure" in joined.headers["set-cookie"]
        with httpx.Client(base_url=address, trust_env=False) as stranger, pytest.raises(httpx.ConnectError):
            stranger.get("/")
    assert len(fingerprint.split(":")) == 32
    assert stat.S_IMODE(certificate.key.stat().st_mode) == 0o600


def test_a_certificate_is_made_once_for_its_names(tmp_path: Path) -> None:
    """So that a phone that trusts it goes on trusting it; with another address it is made anew."""
    _, first = own(tmp_path, ["127.0.0.1"])
    assert own(tmp_path, ["127.0.0.1"])[1] == first
    assert own(tmp_path, ["127.0.0.1", "192.0.2.7"])[1] != first


def test_files_that_are_no_certificate_are_told(tmp_path: Path) -> None:
    """With their name; the host does not start without what was asked for."""
    wrong = tmp_path / "wrong.pem"
    wrong.write_text("not a certificate")
    for file in (wrong, tmp_path / "missing.pem"):
        with pytest.raises(BadCertificate, match=file.name):
            given(file, wrong)
