// The script of the site's pages: forms that seal, and forms that hand in a seed.
import { SealForm } from "./form.js";
import "./reveal.js";

for (const form of document.querySelectorAll("form[data-seal-form]")) new SealForm(form);
