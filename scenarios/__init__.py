"""The library that ships: mission areas, scenarios, drills and case studies.

All of it is data. This file exists only so that the data is installed with the program.
"""
