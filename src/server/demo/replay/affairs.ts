import type { Affair } from '../invented/affair.ts';

type Field = Affair['field'];

const land = (level2: NonNullable<Field['level2']>): Field => ({ level1: 'land_housing', level2 });
const policy: Field = { level1: 'policy', level2: 'social_security' };
const works: Field = { level1: 'administrative_other', level2: 'infrastructure' };
const other = (level2: NonNullable<Field['level2']>): Field => ({ level1: 'administrative_other', level2 });

/** Affairs of a mountain commune, as often as they come (rules-and-forms §3, article 000). */
export const AFFAIRS: readonly Affair[] = [
  {
    name: 'land-border',
    weight: 10,
    matters: { proposal: 5, complaint: 3 },
    field: land('land_dispute'),
    content: [
      'Trình bày việc tranh chấp ranh giới {plot} tại {place} với hộ liền kề, diện tích khoảng {area} m². {village} đã hòa giải {times} lần nhưng hai bên chưa thống nhất.',
      'Hộ liền kề [rào lấn|phát lấn|đắp bờ lấn] sang {plot} của gia đình tại {place} khoảng {area} m² từ {month}, gia đình đã nhắc nhở nhưng không chấm dứt.',
      '{plot^} do bố mẹ để lại tại {place} nay người em họ nhận là của mình và đã {crop-act}; hai bên đều chưa có giấy chứng nhận.',
    ],
    request: [
      'Đề nghị {office} đo đạc, xác định lại ranh giới và tổ chức hòa giải.',
      'Đề nghị hòa giải, yêu cầu hộ liền kề trả lại phần đất đã lấn.',
    ],
    answer: [
      'Giao {land-officer} phối hợp với bí thư chi bộ, trưởng xóm kiểm tra thực địa; tổ chức hòa giải trong {days} ngày làm việc.',
      'Hai gia đình giữ nguyên hiện trạng, không canh tác trên phần đất tranh chấp cho đến khi hòa giải xong.',
    ],
    documents: ['Trích lục bản đồ', 'Giấy viết tay chia đất', 'Biên bản hòa giải ở xóm'],
  },
  {
    name: 'certificate',
    weight: 9,
    matters: { proposal: 6, feedback: 2, complaint: 1 },
    field: land('land_certificate'),
    content: [
      'Gia đình sử dụng {plot} tại {place} ổn định từ năm {old-year} nhưng chưa được cấp giấy chứng nhận quyền sử dụng đất; hồ sơ đã nộp từ {month}.',
      'Giấy chứng nhận quyền sử dụng đất ghi sai [tên đệm của chủ sử dụng|số thửa|diện tích|năm sinh] so với thực tế, đã đề nghị đính chính {times} lần chưa được.',
      'Hỏi thủ tục tách thửa {plot} cho con trai; [cán bộ một cửa|văn phòng đăng ký đất đai] hẹn trả kết quả nhưng đã quá hẹn.',
    ],
    request: [
      'Đề nghị trả lời rõ lý do chậm và thời gian cấp giấy.',
      'Đề nghị hướng dẫn hồ sơ và hẹn ngày trả kết quả cụ thể.',
    ],
    answer: [
      'Yêu cầu {land-officer} rà soát hồ sơ, trả lời gia đình bằng văn bản; nếu thiếu giấy tờ thì hướng dẫn một lần.',
      'Giao {land-officer} đối chiếu hồ sơ gốc, làm thủ tục đính chính; hẹn gia đình trong {days} ngày làm việc.',
      'Đã giải thích: thửa đất nằm trong khu vực đang đo đạc bản đồ địa chính, tách thửa sau khi nghiệm thu bản đồ.',
    ],
    documents: ['Giấy biên nhận hồ sơ', 'Bản sao giấy chứng nhận', 'Biên lai thuế đất'],
  },
  {
    name: 'clearance',
    shared: true,
    weight: 7,
    matters: { complaint: 4, proposal: 4 },
    field: land('site_clearance'),
    content: [
      'Không nhất trí với phương án bồi thường khi thu hồi {plot} để làm {project}: kiểm đếm thiếu {crop}, đơn giá áp dụng thấp so với giá tại địa phương.',
      'Gia đình đã bàn giao mặt bằng làm {project} từ {month} nhưng chưa nhận đủ tiền hỗ trợ.',
      'Thi công {project} làm [nứt tường nhà|sạt bờ ruộng|vùi lấp ruộng] của gia đình, nhà thầu hứa khắc phục nhưng chưa làm.',
    ],
    request: [
      'Đề nghị kiểm đếm lại tài sản trên đất và áp giá đúng quy định.',
      'Đề nghị chi trả tiền bồi thường, hỗ trợ còn lại trước {holiday}.',
      'Đề nghị nhà thầu khắc phục, bồi thường thiệt hại.',
    ],
    answer: [
      'Ghi nhận, chuyển ý kiến đến Hội đồng bồi thường, hỗ trợ và tái định cư; mời gia đình cùng kiểm đếm lại.',
      'Giao {office} làm việc với chủ đầu tư, trả lời gia đình trong {days} ngày làm việc.',
      'Yêu cầu chủ đầu tư và nhà thầu cùng gia đình kiểm tra thiệt hại, khắc phục xong trước {holiday}.',
    ],
    documents: ['Biên bản kiểm đếm', 'Quyết định phê duyệt phương án', 'Ảnh hiện trạng'],
  },
  {
    name: 'resettlement',
    shared: true,
    weight: 3,
    matters: { proposal: 4, complaint: 1 },
    field: land('land_recovery'),
    content: [
      'Hộ thuộc diện di dời do [nguy cơ sạt lở|làm đường|đá lăn], đến nay chưa được bố trí đất ở, đang ở nhờ nhà anh em tại {village}.',
      'Khu tái định cư đã giao đất nhưng [chưa có nước sinh hoạt|đường vào chưa làm|chưa có điện], gia đình chưa thể dựng nhà.',
    ],
    request: ['Đề nghị sớm bố trí đất ở và hỗ trợ di chuyển nhà.', 'Đề nghị hoàn thiện hạ tầng khu tái định cư.'],
    answer: [
      'Nhất trí với kiến nghị; giao {office} đưa vào kế hoạch sắp xếp dân cư và báo cáo cấp trên bố trí vốn.',
      'Đã giải thích nguồn vốn và thứ tự ưu tiên; trước mùa mưa hỗ trợ gia đình gia cố nhà tạm.',
    ],
  },
  {
    name: 'path',
    shared: true,
    weight: 4,
    matters: { feedback: 4, proposal: 3 },
    field: land('land_dispute'),
    content: [
      'Lối đi chung vào {place} bị một hộ rào lại từ {month}, các hộ phía trong không vận chuyển được {harvest}.',
      'Hộ đầu ngõ xây [tường|móng nhà|chuồng trâu] lấn ra đường nội xóm, xe ba gác không vào được.',
    ],
    request: [
      'Đề nghị {office} xuống kiểm tra, vận động hộ đó mở lại lối đi.',
      'Đề nghị xác định lại mốc đường nội xóm.',
    ],
    answer: [
      'Giao trưởng xóm và Ban công tác Mặt trận vận động; nếu không được thì lập biên bản xử lý theo quy định.',
      'Cử cán bộ kiểm tra ngay trong tuần, kết quả thông báo tại cuộc họp xóm.',
    ],
  },
  {
    name: 'poor-household',
    weight: 7,
    matters: { proposal: 6, feedback: 3 },
    field: policy,
    content: [
      'Đề nghị xem xét đưa gia đình vào danh sách hộ nghèo năm {next-year}: nhà có {members} khẩu, [chồng|vợ|mẹ già|con lớn] đau ốm dài ngày, không có người lao động chính.',
      'Việc bình xét hộ nghèo ở {village} chưa công bằng: hộ có [xe ô tô|nhà xây|lương hưu] vẫn được công nhận, hộ khó khăn lại bị đưa ra.',
    ],
    request: [
      'Đề nghị rà soát lại theo đúng tiêu chí.',
      'Đề nghị công khai điểm chấm của từng hộ tại nhà văn hóa xóm.',
    ],
    answer: [
      'Giao ban chỉ đạo rà soát hộ nghèo phúc tra, trả lời gia đình trước khi phê duyệt danh sách.',
      'Đã giải thích tiêu chí thu nhập và các chiều thiếu hụt; hẹn phúc tra tại nhà.',
    ],
  },
  {
    name: 'allowance',
    weight: 7,
    matters: { proposal: 6, complaint: 1 },
    field: policy,
    content: [
      'Đề nghị giải quyết trợ cấp xã hội hằng tháng cho [con bị khuyết tật nặng|mẹ từ đủ 80 tuổi|cháu mồ côi]; hồ sơ nộp đã {few} tháng chưa có kết quả.',
      'Hỏi lý do dừng trợ cấp của [bố|mẹ|con trai] từ {month}, gia đình chưa nhận được thông báo.',
    ],
    request: [
      'Đề nghị cho biết hồ sơ đang ở bước nào và khi nào được hưởng.',
      'Đề nghị chi trả đủ các tháng chưa nhận.',
    ],
    answer: [
      'Giao công chức Văn hóa – Xã hội kiểm tra hồ sơ, trả lời trong {days} ngày làm việc.',
      'Đã giải thích lý do tạm dừng, hướng dẫn gia đình bổ sung giấy tờ để chi trả tiếp.',
    ],
    documents: ['Giấy xác định mức độ khuyết tật', 'Sổ lĩnh tiền', 'Giấy ra viện'],
  },
  {
    name: 'merit',
    weight: 4,
    matters: { proposal: 5, complaint: 1 },
    field: policy,
    content: [
      'Hỏi về hồ sơ hưởng chế độ [thanh niên xung phong|dân công hỏa tuyến|quân nhân phục viên|người hoạt động kháng chiến bị nhiễm chất độc hóa học] của [bố đẻ|chồng|anh trai]; giấy tờ gốc đã thất lạc do cháy nhà.',
      'Đề nghị xác nhận [liệt sĩ|thương binh] cho người thân đã mất, gia đình còn giữ [giấy báo tử|huân chương|lời chứng của đồng đội].',
    ],
    request: ['Đề nghị hướng dẫn lập lại hồ sơ.', 'Đề nghị trả lời bằng văn bản để gia đình yên tâm.'],
    answer: [
      'Hướng dẫn gia đình xin xác nhận của đơn vị cũ; xã xác nhận nội dung thuộc thẩm quyền.',
      'Chuyển hồ sơ đến [phòng Lao động – Thương binh và Xã hội|ban chỉ huy quân sự] xem xét.',
    ],
    documents: ['Huân chương', 'Lời chứng viết tay', 'Giấy báo tử'],
  },
  {
    name: 'house',
    weight: 5,
    matters: { proposal: 7 },
    field: policy,
    content: [
      'Nhà [sàn gỗ|trình tường|tạm lợp tấm xi măng] làm từ năm {old-year} đã xuống cấp, dột nát, không an toàn trong mùa mưa; gia đình thuộc hộ [nghèo|cận nghèo].',
      'Nhà bị tốc mái trong trận lốc {rain-month}, đã che bạt ở tạm, chưa được hỗ trợ.',
    ],
    request: ['Đề nghị hỗ trợ xóa nhà tạm, nhà dột nát.', 'Đề nghị hỗ trợ tấm lợp và ngày công làm lại nhà.'],
    answer: [
      'Đưa vào danh sách hỗ trợ nhà ở năm {next-year}; trước mắt vận động đoàn thể giúp ngày công.',
      'Giao {office} kiểm tra thiệt hại, đề nghị hỗ trợ từ quỹ phòng, chống thiên tai.',
    ],
  },
  {
    name: 'loan',
    weight: 3,
    matters: { proposal: 5, feedback: 1 },
    field: { level1: 'policy' },
    content: [
      'Muốn vay vốn Ngân hàng Chính sách xã hội để [mua trâu sinh sản|trồng hồi|trồng mía|chăn nuôi lợn đen|trồng cây thuốc lá] nhưng tổ vay vốn của xóm không bình xét.',
      'Gia đình đến hạn trả nợ nhưng [trâu bò chết rét|lợn chết do dịch tả lợn châu Phi|mất mùa ngô], chưa có khả năng trả.',
    ],
    request: ['Đề nghị cho vay từ đợt tới.', 'Đề nghị xem xét khoanh nợ, gia hạn nợ.'],
    answer: [
      'Giao hội nhận ủy thác kiểm tra việc bình xét của tổ tiết kiệm và vay vốn.',
      'Chuyển ngân hàng xem xét gia hạn theo quy định, báo lại gia đình tại điểm giao dịch xã.',
    ],
  },
  {
    name: 'covid',
    weight: 6,
    matters: { proposal: 5, feedback: 3 },
    from: '2020-04-01',
    to: '2022-03-31',
    field: policy,
    content: [
      'Lao động tự do mất việc về quê do dịch COVID-19, chưa được nhận tiền hỗ trợ; {village} báo không có tên trong danh sách.',
      'Hàng nông sản ([thuốc lá|mía|lợn|gừng]) không tiêu thụ được vì dịch, gia đình nợ tiền vật tư.',
    ],
    request: ['Đề nghị bổ sung vào danh sách hỗ trợ.', 'Đề nghị chính quyền hỗ trợ tìm nơi tiêu thụ.'],
    answer: [
      'Rà soát, bổ sung nếu đúng đối tượng; niêm yết danh sách tại nhà văn hóa xóm.',
      'Đã giải thích điều kiện hưởng; giao đoàn thể kết nối tiêu thụ.',
    ],
  },
  {
    name: 'insurance',
    shared: true,
    weight: 5,
    matters: { feedback: 4, proposal: 4 },
    from: '2021-08-01',
    field: policy,
    content: [
      'Từ khi xã ra khỏi danh sách xã khu vực III, gia đình không còn được cấp thẻ bảo hiểm y tế, đi viện phải tự chi trả.',
      'Con đang học bán trú bị dừng hỗ trợ tiền ăn và gạo do xã không còn thuộc khu vực III.',
    ],
    request: ['Đề nghị có chính sách hỗ trợ cho hộ mới thoát nghèo.', 'Đề nghị kiến nghị cấp trên xem xét lại.'],
    answer: [
      'Ghi nhận, tổng hợp kiến nghị lên cấp trên; hướng dẫn gia đình mua thẻ theo mức hỗ trợ hiện hành.',
      'Đã giải thích quy định; giao công chức rà soát các hộ đủ điều kiện hưởng chính sách khác.',
    ],
  },
  {
    name: 'road',
    shared: true,
    weight: 9,
    matters: { feedback: 5, proposal: 5 },
    field: works,
    content: [
      'Đường từ trung tâm vào {village} bị sạt lở sau mưa lũ {rain-month}, xe máy không qua được, học sinh phải đi bộ.',
      'Đề nghị làm [cầu|ngầm|cống] qua {stream}; mùa mưa {village} bị chia cắt nhiều ngày, người ốm không ra được trạm y tế.',
      'Đường bê tông {village} mới làm đã [bong mặt|nứt gãy], bà con cho rằng thi công không đủ xi măng.',
    ],
    request: [
      'Đề nghị khắc phục ngay để bà con đi lại.',
      'Đề nghị đưa vào kế hoạch đầu tư năm {next-year}.',
      'Đề nghị kiểm tra chất lượng công trình và trả lời tại cuộc họp xóm.',
    ],
    answer: [
      'Huy động máy xúc gạt đất thông đường trong tuần; lập dự toán sửa chữa trình cấp trên.',
      'Nhất trí với kiến nghị, đưa vào danh mục công trình ưu tiên theo khả năng nguồn vốn.',
      'Giao ban giám sát đầu tư cộng đồng kiểm tra, báo cáo kết quả.',
    ],
  },
  {
    name: 'power',
    shared: true,
    weight: 6,
    matters: { proposal: 5, feedback: 4 },
    field: works,
    content: [
      '{village^} còn {few} hộ chưa có điện lưới, đang kéo dây nhờ, tổn thất nhiều và không an toàn.',
      'Điện yếu vào giờ cao điểm, [máy xát|máy bơm|nồi cơm điện] không dùng được; cột điện [tre|gỗ] đầu xóm sắp đổ.',
    ],
    request: [
      'Đề nghị đầu tư đường dây hạ thế vào xóm.',
      'Đề nghị ngành điện nâng công suất trạm biến áp và thay cột.',
    ],
    answer: [
      'Ghi nhận; đã có trong dự án cấp điện nông thôn, chờ bố trí vốn.',
      'Chuyển kiến nghị đến Điện lực, đề nghị trả lời bằng văn bản.',
    ],
  },
  {
    name: 'water',
    shared: true,
    weight: 6,
    matters: { proposal: 5, feedback: 3 },
    field: works,
    content: [
      'Công trình nước sinh hoạt {village} hỏng đường ống từ {stream}, bà con phải gùi nước cách {few} km.',
      'Mương thủy lợi ở {place} bị [vỡ|bồi lấp], khoảng {few} ha ruộng không có nước cấy vụ [xuân|mùa].',
      'Mùa khô bể nước của xóm cạn, [bể lu|téc nước] được cấp đã nứt.',
    ],
    request: ['Đề nghị sửa chữa và giao tổ quản lý rõ ràng.', 'Đề nghị hỗ trợ xi măng, bà con góp công.'],
    answer: [
      'Nhất trí, lồng ghép vốn chương trình mục tiêu quốc gia năm {next-year}.',
      'Giao {office} kiểm tra, hỗ trợ vật tư; xóm góp ngày công, hoàn thành trước vụ.',
    ],
  },
  {
    name: 'signal',
    shared: true,
    weight: 2,
    matters: { proposal: 4 },
    field: works,
    content: [
      '{village^} chưa có sóng điện thoại, khi có [người ốm|cháy rừng|mưa lũ] không báo được ra ngoài; học sinh không học trực tuyến được.',
    ],
    request: ['Đề nghị các doanh nghiệp viễn thông phủ sóng.'],
    answer: ['Chuyển kiến nghị đến Sở Thông tin và Truyền thông, đưa vào danh sách thôn lõm sóng.'],
  },
  {
    name: 'countryside',
    shared: true,
    weight: 4,
    matters: { feedback: 5, complaint: 1, proposal: 2 },
    field: other('new_countryside'),
    content: [
      '{village^} thu {money} đồng mỗi khẩu làm đường bê tông nông thôn mới nhưng chưa công khai thu chi.',
      'Xi măng hỗ trợ làm đường về chậm, để ở nhà văn hóa xóm bị [ướt|đông cứng], không dùng được.',
    ],
    request: ['Đề nghị công khai các khoản đóng góp.', 'Đề nghị cấp bù xi măng để làm trước {holiday}.'],
    answer: [
      'Yêu cầu ban phát triển xóm họp công khai trong tháng, có Mặt trận giám sát.',
      'Giao công chức kiểm tra, xác định trách nhiệm và cấp bù nếu đúng.',
    ],
  },
  {
    name: 'environment',
    shared: true,
    weight: 6,
    matters: { feedback: 7, complaint: 1 },
    field: other('environment'),
    content: [
      '[Mỏ đá|Bãi tập kết cát|Trạm trộn bê tông] gần {village} gây bụi, xe tải chạy cả đêm làm hỏng đường.',
      'Trại lợn xả thải ra {stream}, nước đen và mùi hôi, bà con không dùng tắm giặt được.',
      'Rác thải ở chợ để lâu ngày không thu gom, đốt ngay cạnh trường học.',
      'Trâu bò thả rông phá [ngô|lúa|mía|rau màu] của {few} hộ ở {place}, đã báo xóm nhiều lần.',
    ],
    request: [
      'Đề nghị kiểm tra, yêu cầu tưới đường và giới hạn giờ chạy xe.',
      'Đề nghị lấy mẫu nước và xử lý dứt điểm.',
      'Đề nghị tổ chức thu gom, không đốt rác gần trường.',
      'Đề nghị đưa vào quy ước xóm và xử phạt hộ vi phạm.',
    ],
    answer: [
      'Lập đoàn kiểm tra trong {days} ngày làm việc, kết quả thông báo cho bà con.',
      'Yêu cầu chủ trại dừng xả thải; mời cơ quan môi trường lấy mẫu, trả lời bà con.',
      'Giao ban quản lý chợ thu gom hằng ngày; đoàn thanh niên ra quân dọn rác.',
      'Giao công an xã và trưởng xóm nhắc nhở, cam kết; tái phạm thì xử phạt.',
    ],
  },
  {
    name: 'forest',
    weight: 5,
    matters: { feedback: 3, proposal: 4, complaint: 1 },
    field: other('forest'),
    content: [
      'Ranh giới rừng giao cho [xóm|nhóm hộ] ở {place} chồng lên nương của gia đình canh tác từ năm {old-year}.',
      'Tiền [khoán bảo vệ rừng|dịch vụ môi trường rừng] năm {last-year} chưa được chi trả đủ.',
      'Phát hiện có người chặt [nghiến|lát|dẻ] trong rừng phòng hộ đầu nguồn của {village}.',
    ],
    request: [
      'Đề nghị đo đạc lại và điều chỉnh sổ giao rừng.',
      'Đề nghị chi trả và công khai danh sách.',
      'Đề nghị tăng cường tuần tra, xử lý nghiêm.',
    ],
    answer: [
      'Mời Hạt Kiểm lâm cùng kiểm tra hiện trường, đối chiếu sổ giao rừng.',
      'Yêu cầu công khai danh sách và chi trả trong {days} ngày làm việc.',
      'Giao kiểm lâm địa bàn và tổ bảo vệ rừng kiểm tra, lập biên bản.',
    ],
  },
  {
    name: 'border',
    weight: 4,
    matters: { proposal: 5, feedback: 3 },
    field: other('border'),
    content: [
      '[Nương|Ruộng] của gia đình sát đường biên, từ khi làm hàng rào phải đi vòng xa, đề nghị có lối ra canh tác.',
      'Lối mở tạm dừng thông quan từ {month}, [hạt dẻ|thạch đen|gừng] của bà con không bán được.',
      'Hỏi thủ tục qua lại biên giới thăm người thân, làm giấy thông hành chờ lâu.',
    ],
    request: [
      'Đề nghị đồn biên phòng mở lối ra canh tác.',
      'Đề nghị sớm cho thông quan trở lại.',
      'Đề nghị hướng dẫn cụ thể, giải quyết nhanh cho cư dân biên giới.',
    ],
    answer: [
      'Trao đổi với đồn biên phòng để thống nhất lối đi và giờ canh tác.',
      'Đã giải thích yêu cầu phòng, chống dịch; chuyển kiến nghị đến cơ quan quản lý cửa khẩu.',
      'Giao công an xã hướng dẫn hồ sơ và hẹn ngày trả giấy.',
    ],
  },
  {
    name: 'civil-status',
    weight: 5,
    matters: { proposal: 6, feedback: 1 },
    field: other('civil_status'),
    content: [
      'Ngày sinh trong [sổ hộ khẩu|căn cước công dân|học bạ của con] không khớp giấy khai sinh, không làm được [chế độ|hồ sơ xin việc|hộ chiếu].',
      'Xin đăng ký khai sinh quá hạn cho con, sinh tại nhà nên không có giấy chứng sinh.',
      'Xin xác nhận [tình trạng hôn nhân|nơi cư trú] để con đi lao động ngoài tỉnh.',
    ],
    request: [
      'Đề nghị cải chính hộ tịch.',
      'Đề nghị hướng dẫn giấy tờ cần có.',
      'Đề nghị giải quyết trong ngày vì nhà xa.',
    ],
    answer: [
      'Giao công chức Tư pháp – Hộ tịch đối chiếu giấy khai sinh gốc, hướng dẫn cải chính.',
      'Hướng dẫn lập văn bản có người làm chứng về việc sinh.',
      'Giao công chức Tư pháp – Hộ tịch tiếp nhận, giải quyết trong ngày.',
    ],
  },
  {
    name: 'officials',
    weight: 3,
    matters: { feedback: 5, complaint: 2 },
    field: { level1: 'civil_service' },
    content: [
      'Đi lại {times} lần để chứng thực giấy tờ nhưng [không gặp cán bộ|được hẹn lại|bộ phận một cửa nghỉ sớm].',
      'Trưởng xóm không thông báo [họp xóm|đợt cấp giống|chính sách hỗ trợ] cho các hộ ở xa.',
    ],
    request: ['Đề nghị chấn chỉnh thái độ phục vụ.', 'Đề nghị phân công người trực và niêm yết giờ làm việc.'],
    answer: [
      'Tiếp thu, nhắc nhở cán bộ tại giao ban và yêu cầu xin lỗi công dân.',
      'Yêu cầu kiểm điểm, rút kinh nghiệm; niêm yết số điện thoại của người đứng đầu.',
    ],
  },
  {
    name: 'party',
    weight: 3,
    matters: { proposal: 5, feedback: 2 },
    field: { level1: 'party_organisation' },
    content: [
      'Đảng viên trình bày việc [chuyển sinh hoạt đảng|đề nghị tặng Huy hiệu Đảng|thất lạc hồ sơ đảng viên] kéo dài từ {month}.',
      'Góp ý về [nhân sự chi ủy|việc sáp nhập xóm|việc bầu trưởng xóm] ở {village}, bà con chưa đồng thuận.',
    ],
    request: ['Đề nghị cấp ủy xem xét, trả lời.', 'Đề nghị tổ chức họp lại với bà con.'],
    answer: [
      'Giao Văn phòng và ban tổ chức cấp ủy kiểm tra hồ sơ, trả lời trong {days} ngày làm việc.',
      'Cấp ủy sẽ dự họp chi bộ và nhân dân để giải thích.',
    ],
  },
];
