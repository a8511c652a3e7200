"""The Dash interface: pages, shell and dialogs around the elements of `static/js`."""
