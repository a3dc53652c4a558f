// Sends the files of a plan to the site, as ciphertext alone. The offline page has no part of this.
import { Unfit } from "./files.js";

const STALLED = 60_000; // milliseconds without a byte under way

// Sends a ciphertext; ends by an answer, by a refusal, or when nothing has moved for a minute.
export const upload = (cipher, name, { url, token, progress }) =>
  new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    const sent = new FormData();
    let watch = 0;
    const stir = () => {
      clearTimeout(watch);
      watch = setTimeout(() => request.abort(), STALLED);
    };
    const ended = (act) => () => {
      clearTimeout(watch);
      act();
    };
    sent.append("csrfmiddlewaretoken", token);
    sent.append("sha256", name);
    sent.append("cipher", cipher, "cipher");
    request.open("POST", url);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => {
      stir();
      progress(event.loaded / (event.total || 1));
    });
    request.addEventListener("load", ended(() => (request.status === 201 ? done() : fail(new Unfit(refusalOf(request))))));
    for (const kind of ["error", "abort"]) request.addEventListener(kind, ended(() => fail(new Unfit("没有传完，请检查网络后再按一次，已传的不会重传"))));
    stir();
    request.send(sent);
  });

const refusalOf = ({ responseText }) => {
  try {
    return JSON.parse(responseText).broken.map((each) => each.because || each.sentence).join("；");
  } catch {
    return "平台没有收下文件：请刷新页面，登录后重试";
  }
};
