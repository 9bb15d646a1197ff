"""Distributions through percentiles, one file per family."""

from riskcast.model.fits.choose import FITS, fit_percentiles

__all__ = ["FITS", "fit_percentiles"]
