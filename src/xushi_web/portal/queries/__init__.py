"""What the public pages ask the tracker: each page a bounded number of queries, whatever the number of rows."""
