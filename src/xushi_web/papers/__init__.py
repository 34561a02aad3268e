"""The papers that the office hands out (文书), made from the same rows as the pages: one module a paper."""
