"""The working year as a whole: who may what, which states there are, what opens for whom, and a year in a browser."""
