# SPDX-License-Identifier: MIT
"""Forms of ODK and KoboToolbox: what they ask read into a definition, and a definition written so.

The standard is XLSForm (https://xlsform.org): a workbook with the sheets survey, choices and
settings. Beside its own columns ours writes one, `baton`, for what the standard has no word for;
other programs pass over it.
"""
