//! Legal texts: which conduct has which consequence under which article.
