"""Files and letters 文件: what is stored and who may open it; one neutral tree written as ODT, PDF, DOCX and HTML."""
