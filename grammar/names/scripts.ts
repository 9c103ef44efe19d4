/** Refuses names whose letters pass for others: several scripts in one name, or letters in disguise. */

/** Every script that Unicode 15 has, by its short name; those of most people first. */
const scripts =
  `Latn Cyrl Grek Arab Deva Beng Hang Hira Kana Hani Bopo Hebr Thai Armn Geor Ethi Gujr Guru Knda Khmr Laoo Mlym Mymr
  Orya Sinh Taml Telu Thaa Tibt Adlm Aghb Ahom Armi Avst Bali Bamu Bass Batk Bhks Brah Brai Bugi Buhd Cakm Cans Cari Cham
  Cher Chrs Copt Cpmn Cprt Diak Dogr Dsrt Dupl Egyp Elba Elym Glag Gong Gonm Goth Gran Hano Hatr Hluw Hmng Hmnp Hung Ital
  Java Kali Kawi Khar Khoj Kits Kthi Lana Lepc Limb Lina Linb Lisu Lyci Lydi Mahj Maka Mand Mani Marc Medf Mend Merc Mero
  Miao Modi Mong Mroo Mtei Mult Nagm Nand Narb Nbat Newa Nkoo Nshu Ogam Olck Orkh Osge Osma Ougr Palm Pauc Perm Phag Phli
  Phlp Phnx Plrd Prti Rjng Rohg Runr Samr Sarb Saur Sgnw Shaw Shrd Sidd Sind Sogd Sogo Sora Soyo Sund Sylo Syrc Tagb Takr
  Tale Talu Tang Tavt Tfng Tglg Tirh Tnsa Toto Ugar Vaii Vith Wara Wcho Xpeo Xsux Yezi Yiii Zanb`.split(
    /\s+/,
  );

/** What the languages of East Asia write together; Latin beside it is usual there and looks like none of it. */
const together = [
  ['Latn', 'Hani', 'Hira', 'Kana'],
  ['Latn', 'Hani', 'Bopo'],
  ['Latn', 'Hani', 'Hang'],
];

/** What may be written together; those of most people are asked first. */
const writings = [...together, ...scripts.map((script) => [script])];

/** Each expression is compiled when a name first needs it: all of them would take a tenth of a second. */
const patterns = new Map<string[], RegExp>();

/** The beginning of a name that is written so. Digits, signs and accents are of no script or of several. */
function writtenIn(writing: string[], name: string): string {
  let pattern = patterns.get(writing);
  if (pattern === undefined) {
    const classes = [...writing, 'Zyyy', 'Zinh'].map(
      (script) => `\\p{Script_Extensions=${script}}`,
    );
    pattern = new RegExp(`^[${classes.join('')}]*`, 'u');
    patterns.set(writing, pattern);
  }
  return pattern.exec(name)?.[0] ?? '';
}

/** A name in ASCII, as most are. */
export const plainAscii = /^[\x21-\x7e]*$/;

/** The first character that is of another script than those before it: "Highly Restrictive" in Unicode's UTS 39. */
export function strangerIn(name: string): string | undefined {
  if (plainAscii.test(name)) return undefined;
  let longest = 0;
  for (const writing of writings) {
    longest = Math.max(longest, writtenIn(writing, name).length);
    if (longest === name.length) return undefined;
  }
  const [stranger] = name.slice(longest);
  return stranger;
}

/** Letters that count as compatible with others and yet are the ones on the keyboards of Thai, Lao and Korean. */
const ordinary = /[\u0e33\u0eb3\u0edc\u0edd\u3131-\u318e]/gu;

/** The name in plain letters, if some of its own only stand for others: full width, mathematical, circled, ligatures. */
export function undisguised(name: string): string | undefined {
  if (plainAscii.test(name)) return undefined;
  const judged = name.replace(ordinary, '').normalize('NFC');
  return judged.normalize('NFKC') === judged ? undefined : name.normalize('NFKC');
}
