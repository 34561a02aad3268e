"""What has to be done by a day: collected from all parts, reminded of, and offered as a calendar."""
