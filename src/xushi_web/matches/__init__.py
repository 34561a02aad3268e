"""The same promise in several lists of a year and over the years: proposed by the library, decided by a person."""
