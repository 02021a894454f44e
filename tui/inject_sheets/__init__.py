"""Inject sheets and lists of events, as exercise staff keep them in Word and Excel: in and out."""
