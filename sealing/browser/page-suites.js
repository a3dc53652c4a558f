// The same script with every suite, for needs that are sealed under another than the default one.
import "./more.js";
import "./page.js";
