// A number as a table writes it: what report/number_text.py does, digit for digit, with − for the minus sign, but not inside of 1e-9.
const shown = x => typeof x === "string" ? x : rounded(x, DATA.digits).replace(/(?<!\de)-/g, "−");

function rounded(x, digits) {
  if (!Number.isFinite(x)) return x !== x ? "nan" : x > 0 ? "inf" : "-inf";
  if (x === 0) return "0";
  const sign = x < 0 ? "-" : "", size = Math.abs(x), [text, exponent] = significant(size, digits);
  const near = Number(`${text}e${exponent - text.length + 1}`);
  if (size < 1e15 && (Number.isInteger(near) || Number.isInteger(x) || exponent >= digits)) return sign + whole(size);
  const [plain, power] = near === size ? parts(size.toExponential()) : [text.replace(/0+$/, ""), exponent];
  if (power >= -4 && power < (near === size ? 16 : digits)) return sign + placed(plain, power);
  return `${sign}${plain[0]}${plain.length > 1 ? "." + plain.slice(1) : ""}e${power}`;
}

// The first digits of a number, and the power of ten of the first of them. A half goes to the even digit, as in Python; the
// browser's own toExponential sends it up.
function significant(size, digits) {
  const [all, power] = parts(size.toExponential(99)), kept = all.slice(0, digits);
  return /^50*$/.test(all.slice(digits)) && "02468".includes(kept.at(-1)) ? [kept, power] : parts(size.toExponential(digits - 1));
}

function parts(text) {
  const [mantissa, exponent] = text.replace(".", "").split("e");
  return [mantissa, Number(exponent)];
}

function whole(size) {
  const below = Math.floor(size), rest = size - below;
  return String(rest > 0.5 || (rest === 0.5 && below % 2) ? below + 1 : below);
}

function placed(digits, exponent) {
  if (exponent < 0) return "0." + "0".repeat(-exponent - 1) + digits;
  if (digits.length <= exponent + 1) return digits.padEnd(exponent + 1, "0");
  return digits.slice(0, exponent + 1) + "." + digits.slice(exponent + 1);
}
