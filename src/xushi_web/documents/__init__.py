"""Official documents as they were given, and the road from a file to the tracker."""
