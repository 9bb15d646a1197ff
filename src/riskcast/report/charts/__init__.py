"""Pictures of what analysis returns, one file each: values in, plotly figure out."""
