// What a person types and reads: yuan, rates, and the capitals that bind.
const FULL_WIDTH = "０１２３４５６７８９．，￥％";
const HALF_WIDTH = "0123456789.,¥%";
const DIGITS = "零壹贰叁肆伍陆柒捌玖";
const PLACES = ["", "拾", "佰", "仟"];
const GROUPS = ["", "万", "亿", "万亿"];

const folded = (typed) =>
  Array.from(typed.trim(), (char) => HALF_WIDTH[FULL_WIDTH.indexOf(char)] ?? char).join("").replaceAll(",", "").replaceAll(" ", "");
const hundredths = (word, whole) => {
  const match = new RegExp(`^(\\d{1,${whole}})(?:\\.(\\d{1,2}))?$`).exec(word);
  return match ? Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0")) : null;
};

// "１８６,000.5" → 18600050 fen; null if it is not an amount with at most two decimals
export const readYuan = (typed) => hundredths(folded(typed).replace(/^¥/, "").replace(/元$/, ""), 12);
// "12.5%" → 1250 basis points
export const readRate = (typed) => hundredths(folded(typed).replace(/%$/, ""), 3);

export const inYuan = (fen) => {
  const yuan = String(Math.floor(fen / 100)).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${yuan}.${String(fen % 100).padStart(2, "0")}`;
};
export const inRate = (points) => `${Math.floor(points / 100)}.${String(points % 100).padStart(2, "0")}%`;

const wholeInCapitals = (whole) => {
  const digits = String(whole);
  let said = "";
  let zero = false;
  for (let i = 0; i < digits.length; i++) {
    const place = digits.length - 1 - i;
    const digit = Number(digits[i]);
    if (digit) {
      said += (zero && said ? "零" : "") + DIGITS[digit] + PLACES[place % 4];
      zero = false;
    } else zero = true;
    const group = digits.slice(Math.max(0, digits.length - place - 4), digits.length - place);
    if (place % 4 === 0 && Number(group)) said += GROUPS[place / 4];
  }
  return said;
};

export const inCapitals = (fen) => {
  const yuan = Math.floor(fen / 100);
  const [jiao, cent] = [Math.floor((fen % 100) / 10), fen % 10];
  let said = yuan ? `${wholeInCapitals(yuan)}元` : "";
  if (!jiao && !cent) return said ? `${said}整` : "零元整";
  if (jiao) said += `${DIGITS[jiao]}角`;
  else if (said) said += "零";
  if (cent) said += `${DIGITS[cent]}分`;
  return said;
};
