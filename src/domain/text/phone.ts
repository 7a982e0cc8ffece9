/** What a typed phone number looks like. Only a remark: every number can be saved as it was typed. */
export type PhoneCheck =
  | { readonly tag: 'empty' }
  | { readonly tag: 'mobile'; readonly digits: string }
  | { readonly tag: 'landline'; readonly digits: string }
  /** A number of before 15/9/2018, with the one that replaced it: an offer, never done unasked. */
  | { readonly tag: 'old-mobile'; readonly digits: string; readonly offered: string }
  | { readonly tag: 'unusual' };

const MOBILE = /^0[35789]\d{8}$/;
const LANDLINE = /^02\d{9}$/;
const OLD_MOBILE = /^01\d{9}$/;

// Bộ Thông tin và Truyền thông, kế hoạch chuyển đổi mã mạng 11 số sang 10 số, 2018.
const newPrefixByOldPrefix: Readonly<Record<string, string>> = {
  '0120': '070',
  '0121': '079',
  '0122': '077',
  '0126': '076',
  '0128': '078',
  '0123': '083',
  '0124': '084',
  '0125': '085',
  '0127': '081',
  '0129': '082',
  '0162': '032',
  '0163': '033',
  '0164': '034',
  '0165': '035',
  '0166': '036',
  '0167': '037',
  '0168': '038',
  '0169': '039',
  '0186': '056',
  '0188': '058',
  '0199': '059',
};

export function checkPhone(typed: string): PhoneCheck {
  const digits = phoneDigits(typed);
  if (digits === '') return { tag: 'empty' };
  if (MOBILE.test(digits)) return { tag: 'mobile', digits };
  if (LANDLINE.test(digits)) return { tag: 'landline', digits };
  const newPrefix = OLD_MOBILE.test(digits) ? newPrefixByOldPrefix[digits.slice(0, 4)] : undefined;
  if (newPrefix !== undefined) return { tag: 'old-mobile', digits, offered: newPrefix + digits.slice(4) };
  return { tag: 'unusual' };
}

/** What two numbers are compared by and a call is made with: digits only, `+84` and `0084` as `0`. */
export function phoneDigits(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/[\s.\-–()/]/g, '')
    .replace(/^(?:\+|00)84(?:0(?=\d{9}))?/, '0')
    .replace(/^84(?=[35789]\d{8}$)/, '0');
}
