// The script of the site's pages: forms that seal, forms that hand in what the offline page sealed, and forms that hand in a seed.
import { SealForm } from "./form.js";
import "./handin.js";
import "./reveal.js";
import { upload } from "./upload.js";

class SiteForm extends SealForm {
  doing = "正在加密并上传";

  deliver({ line, cipher }, progress) {
    const token = this.form.elements.csrfmiddlewaretoken?.value ?? "";
    return upload(cipher, line.sha256, { url: this.form.dataset.filesUrl, token, progress });
  }
}

for (const form of document.querySelectorAll("form[data-seal-form]")) new SiteForm(form);
