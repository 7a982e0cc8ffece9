import { describe, expect, it } from 'vitest';
import { checkPhone, phoneDigits } from '../../../src/domain/text/phone.ts';

describe('a phone number', () => {
  it.each([
    '0912345678',
    '091 234 5678',
    '0912.345.678',
    '(091) 234-5678',
    '+84 912 345 678',
    '0084912345678',
    '84912345678',
    '+84 (0)912345678',
  ])('%s is a mobile number', (typed) => {
    expect(checkPhone(typed)).toEqual({ tag: 'mobile', digits: '0912345678' });
  });

  it.each(['0206 3852 123', '+84 206 3852123'])('%s is a landline of Cao Bằng', (typed) => {
    expect(checkPhone(typed)).toEqual({ tag: 'landline', digits: '02063852123' });
  });

  it.each([
    ['0120 1234567', '0701234567'],
    ['0121 1234567', '0791234567'],
    ['0122 1234567', '0771234567'],
    ['0126 1234567', '0761234567'],
    ['0128 1234567', '0781234567'],
    ['0123 1234567', '0831234567'],
    ['0124 1234567', '0841234567'],
    ['0125 1234567', '0851234567'],
    ['0127 1234567', '0811234567'],
    ['0129 1234567', '0821234567'],
    ['0162 1234567', '0321234567'],
    ['0169 1234567', '0391234567'],
    ['0186 1234567', '0561234567'],
    ['0188 1234567', '0581234567'],
    ['0199 1234567', '0591234567'],
  ])('%s is of before 2018 and today %s', (typed, offered) => {
    const check = checkPhone(typed);
    expect(check).toEqual({ tag: 'old-mobile', digits: typed.replace(' ', ''), offered });
    expect(checkPhone(offered).tag).toBe('mobile');
  });

  it.each(['12345', '0112345678', '09123456789', '0130 1234567', 'gọi qua con trai', '0912345678 hoặc 0987654321'])(
    '%s is only unusual, never refused',
    (typed) => {
      expect(checkPhone(typed)).toEqual({ tag: 'unusual' });
    },
  );

  it('may be missing', () => {
    expect(checkPhone('  ')).toEqual({ tag: 'empty' });
  });

  it('is compared by its digits', () => {
    expect(phoneDigits('+84 912.345.678')).toBe(phoneDigits('0912 345 678'));
    expect(phoneDigits('０９１２３４５６７８')).toBe('0912345678');
  });
});
