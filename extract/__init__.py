"""From a page's bytes to an article and its claims. Pure: no network, no database, no clock."""
