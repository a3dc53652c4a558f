"""The icons: one table of shapes on a 24 × 24 grid."""

ICONS = {
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "tick": '<path d="m4 12.5 5 5L20 6.5"/>',
    "cross": '<path d="m6 6 12 12M18 6 6 18"/>',
    "dot": '<circle cx="12" cy="12" r="5" fill="currentColor"/>',
    "ring": '<circle cx="12" cy="12" r="7"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5.5l3.5 2"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>',
    "file": '<path d="M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6"/>',
    "warn": '<path d="M12 3 2.5 20h19zM12 10v4.5M12 17.4v.1"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v6M12 7.2v.1"/>',
    "down": '<path d="M12 4v12M7 11.5l5 5 5-5M5 20.5h14"/>',
    "calendar": '<rect x="4" y="5.5" width="16" height="15" rx="2"/><path d="M4 10h16M8.5 3v4M15.5 3v4"/>',
    "pen": '<path d="m4 20 1-4L16.5 4.5l3 3L8 19z"/>',
    "bell": '<path d="M6 16V11a6 6 0 0 1 12 0v5l1.5 2h-15zM10 21h4"/>',
    "house": '<path d="M5 21V4h9v17M14 9h5v12M3 21h18M8.2 8h2.6M8.2 12h2.6M8.2 16h2.6"/>',
    "bag": '<path d="M4 8h16l-1.2 12.5H5.2zM8.5 8V7a3.5 3.5 0 0 1 7 0v1"/>',
    "hall": '<path d="M3 9.5 12 4l9 5.5zM5.5 12.5v5M10 12.5v5M14 12.5v5M18.5 12.5v5M3.5 20.5h17"/>',
    "eye": '<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z"/><circle cx="12" cy="12" r="2.8"/>',
    "dash": '<path d="M5 12h14"/>',
    "filter": '<path d="M3.5 6h17M7 12h10M10 18h4"/>',
    "lock": '<rect x="5" y="10.5" width="14" height="10" rx="2"/><path d="M8 10.5V8a4 4 0 0 1 8 0v2.5"/>',
    "print": '<path d="M7 9V3.5h10V9M7 17H4V9h16v8h-3M7 14h10v6.5H7z"/>',
    "again": '<path d="M5 12a7 7 0 0 1 12-5l2 2M19 12a7 7 0 0 1-12 5l-2-2M19 4.5V9h-4.5M5 19.5V15h4.5"/>',
}

# The look of a state: context class and icon. States that are not named here are quiet.
LOOKS = {
    "live": ("is-live", "dot"),
    "ok": ("is-ok", "tick"),
    "warn": ("is-warn", "warn"),
    "soon": ("is-warn", "clock"),
    "bad": ("is-bad", "cross"),
    "info": ("is-info", "info"),
    "file": ("is-info", "file"),
    "todo": ("is-info", "ring"),
    "doing": ("is-live", "pen"),
    "locked": ("is-off", "lock"),
    "off": ("is-off", "dash"),
}
