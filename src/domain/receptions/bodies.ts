// Bodies that settle or carry out, as forms offer them (records-and-counting §1). Data: another reform changes this file.

/** Of the commune itself (NĐ 150/2025/NĐ-CP; of a phường the economic office bears another name). */
const OWN = [
  'UBND',
  'Văn phòng HĐND và UBND',
  'Phòng Kinh tế',
  'Phòng Văn hóa – Xã hội',
  'Trung tâm Phục vụ hành chính công',
  'Văn phòng Đảng ủy',
  'Ban Xây dựng Đảng',
  'UBKT Đảng ủy',
  'MTTQ',
  'Công an',
  'Ban Chỉ huy Quân sự',
] as const;

/** Above it or beside it. */
const OTHERS = [
  'UBND tỉnh',
  'Thanh tra tỉnh',
  'Sở Nông nghiệp và Môi trường',
  'Sở Xây dựng',
  'Sở Nội vụ',
  'Sở Tài chính',
  'Sở Tư pháp',
  'Sở Y tế',
  'Sở Giáo dục và Đào tạo',
  'Công an tỉnh',
  'Tòa án nhân dân khu vực',
  'Viện kiểm sát nhân dân khu vực',
  'Thi hành án dân sự tỉnh',
  'Bảo hiểm xã hội tỉnh',
  'Điện lực',
  'Viễn thông',
  'Ngân hàng Chính sách xã hội',
] as const;

/** What a field for a body offers in a unit of this kind; anything else may be typed. */
export function bodiesFor(unit: { readonly kind: string }): readonly string[] {
  const ward = unit.kind === 'phuong';
  const suffix = ward ? 'phường' : 'xã';
  const own = OWN.map((name) => {
    if (name === 'Phòng Kinh tế' && ward) return 'Phòng Kinh tế, Hạ tầng và Đô thị';
    return name === 'UBND' || name === 'MTTQ' || name === 'Công an' ? `${name} ${suffix}` : name;
  });
  return [...own, ...OTHERS];
}
