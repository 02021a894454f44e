"""What an edit changed: two versions of one scenario, gone through side by side."""
