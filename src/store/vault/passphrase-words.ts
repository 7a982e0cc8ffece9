/**
 * The words a proposed passphrase is made of: a thing and a quality give a picture that sticks ("trâu xanh", "mây vuông").
 * Own selection. Each word differs from all others after folding (tests/store/vault/passphrase.test.ts); left out are words
 * whose folded spelling is also a vulgar or political one, words of slang, and words that southern and northern speakers
 * spell differently.
 */
export const THINGS = `
trâu bò ngựa mèo thỏ vịt ngỗng cá tôm cua ốc ếch rùa ong kiến tằm voi nai sóc nhím gấu hươu sếu én yến vẹt hạc mực chép trắm ve
lúa ngô đậu lạc vừng mía chè bí mướp cải hành gừng nghệ ớt sả rau măng nấm tre trúc nứa mai đào mận lê táo cam quýt chanh na ổi
xoài dừa vải nhãn khế me sen cúc lan huệ quế hồi thông sồi
núi sông suối hồ biển mây mưa gió nắng sương tuyết đồi rừng đất đá cát khói thác ruộng vườn cây lá cành hạt quả hoa bông
nhà bàn ghế giường chăn gối chiếu đèn bếp nồi cháo bát đĩa thìa cốc chén phích mâm rổ thúng gùi mũ áo khăn giày túi ví chỉ len búa
cuốc xe thuyền bè cầu đường cổng sân tường gạch ngói sách bút thước bảng tranh ảnh thư tem báo chuông trống khèn vòng lược gương
quạt khóa lưới phao diều bánh kẹo cơm xôi bún phở nem muối sữa nước kem gạo thóc
`
  .trim()
  .split(/\s+/);

export const QUALITIES = `
xanh đỏ vàng tím trắng nâu hồng xám bạc biếc to nhỏ ngắn tròn vuông cao thấp rộng hẹp mới đẹp xinh nhẹ mềm cứng khô ướt nóng mát
lạnh ấm thơm ngọt dày sáng vui hiền ngoan khỏe nhanh chậm tươi chín êm giòn bền chắc quý
`
  .trim()
  .split(/\s+/);
