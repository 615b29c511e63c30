"""Word, WPS, RTF, OpenDocument and workbooks."""
