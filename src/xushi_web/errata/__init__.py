"""What readers of the public pages report as wrong (我要纠错), and what the office answers."""
