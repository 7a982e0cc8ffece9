/** Values that a problem's sentence may name. Never free text of a record. */
export type ProblemParams = { readonly [name: string]: string | number };

type Problem = { readonly code: string; readonly status: number; readonly say: (params: ProblemParams) => string };

const define = (code: string, status: number, say: (params: ProblemParams) => string): Problem => ({
  code,
  status,
  say,
});

/** Every refusal that a client can meet: a number for support, an HTTP status, a sentence that says what to do. */
export const PROBLEMS = {
  // 1xxx: the request
  malformed: define(
    'GD-1001',
    400,
    () => 'Yêu cầu không đúng dạng nên máy chủ chưa nhận. Hãy cập nhật ứng dụng rồi gửi lại.',
  ),
  tooLarge: define('GD-1002', 413, () => 'Gói gửi lên quá lớn. Ứng dụng sẽ tự chia nhỏ và gửi lại.'),
  unsupportedMedia: define('GD-1003', 415, () => 'Máy chủ chỉ nhận dữ liệu dạng JSON.'),
  crossSite: define('GD-1004', 403, () => 'Yêu cầu đến từ một trang khác nên bị từ chối. Hãy mở lại ứng dụng Gần Dân.'),
  notFound: define('GD-1005', 404, () => 'Không tìm thấy nội dung này.'),
  rateLimited: define('GD-1006', 429, (p) => `Có quá nhiều lần thử. Hãy chờ ${p.seconds ?? 60} giây rồi thử lại.`),
  protoUnsupported: define(
    'GD-1007',
    426,
    () => 'Ứng dụng và máy chủ khác phiên bản. Hãy cập nhật ứng dụng; dữ liệu chưa gửi vẫn giữ trên máy.',
  ),
  internal: define('GD-1500', 500, () => 'Máy chủ gặp sự cố. Dữ liệu vẫn giữ trên máy này và sẽ tự gửi lại.'),
  unavailable: define('GD-1503', 503, () => 'Máy chủ đang bận hoặc đang khởi động lại. Ứng dụng sẽ tự gửi lại.'),
  // 2xxx: who asks
  noSession: define(
    'GD-2001',
    401,
    () => 'Phiên làm việc đã hết hạn. Vẫn ghi bình thường; ứng dụng sẽ tự đăng nhập lại.',
  ),
  wrongPassword: define('GD-2002', 401, () => 'Tên đăng nhập hoặc mật khẩu không đúng.'),
  wrongCode: define('GD-2003', 401, (p) => `Tên hoặc mã cấp máy không đúng. Mã này còn ${p.left ?? 0} lần thử.`),
  codeDead: define(
    'GD-2004',
    410,
    () => 'Mã cấp máy đã dùng, đã hết hạn hoặc bị khóa vì nhập sai nhiều lần. Hãy xin quản trị viên mã mới.',
  ),
  deviceRevoked: define(
    'GD-2005',
    403,
    () => 'Máy này đã bị quản trị viên thu hồi quyền gửi dữ liệu. Hãy liên hệ quản trị viên.',
  ),
  badCertificate: define('GD-2006', 401, () => 'Giấy chứng nhận của máy không hợp lệ. Hãy xin cấp lại máy.'),
  badSignature: define('GD-2007', 401, () => 'Chữ ký của máy không khớp. Hãy mở khóa lại ứng dụng rồi thử lại.'),
  wrongAuthor: define(
    'GD-2008',
    403,
    () => 'Mục này do người khác ghi trên máy này. Người ghi cần mở khóa bằng tài khoản của mình để gửi.',
  ),
  forbidden: define('GD-2009', 403, () => 'Tài khoản này không có quyền làm việc này.'),
  // 3xxx: the order of changes
  epoch: define('GD-3001', 409, () => 'Máy chủ vừa được khôi phục. Ứng dụng đang đối chiếu lại dữ liệu.'),
  forked: define('GD-3002', 409, () => 'Dữ liệu trên máy chủ khác với lần gửi trước. Ứng dụng đang đối chiếu lại.'),
  gap: define('GD-3003', 409, () => 'Số thứ tự gửi không liền nhau. Ứng dụng đang đánh số lại rồi gửi tiếp.'),
  cursorTooOld: define('GD-3004', 410, () => 'Máy này lâu chưa nhận dữ liệu. Ứng dụng sẽ gửi hết rồi tải lại từ đầu.'),
  midReused: define('GD-3005', 409, () => 'Mã của mục này đã được dùng cho một nội dung khác.'),
  // 4xxx: one item
  itemInvalid: define('GD-4001', 422, (p) => `Nội dung chưa hợp lệ ở mục “${p.group ?? ''}”. Hãy sửa rồi gửi lại.`),
  badText: define(
    'GD-4002',
    422,
    (p) => `Mục “${p.group ?? ''}” có ký tự lạ không lưu được. Hãy xóa ký tự đó rồi gửi lại.`,
  ),
  itemTooLarge: define('GD-4003', 422, () => 'Nội dung quá dài. Hãy rút gọn rồi gửi lại.'),
  unknownRecord: define('GD-4004', 404, () => 'Không có hồ sơ này trong đơn vị.'),
  dependsOn: define('GD-4005', 424, () => 'Mục này chờ hồ sơ gốc được nhận. Sửa và gửi lại hồ sơ gốc trước.'),
  missingGroup: define('GD-4006', 422, (p) => `Hồ sơ còn thiếu “${p.group ?? ''}”.`),
  wrongTransition: define(
    'GD-4007',
    422,
    () => 'Trạng thái này không thể chuyển như vậy. Hãy mở lại hồ sơ để xem trạng thái hiện tại.',
  ),
  redactedGroup: define('GD-4008', 422, () => 'Hồ sơ đã chuyển thành tố cáo nên nội dung này không được lưu.'),
  denunciationContent: define(
    'GD-4009',
    422,
    () => 'Hồ sơ tố cáo chỉ giữ mã, ngày, buổi tiếp, số người, lĩnh vực và tiến độ. Danh tính ghi vào sổ giấy.',
  ),
  quarantinedByRevocation: define(
    'GD-4010',
    403,
    () => 'Máy đã bị thu hồi: mục này được giữ riêng ở máy chủ chờ quản trị viên xem.',
  ),
  waitsForAdministrator: define(
    'GD-4011',
    403,
    () => 'Người ghi chưa có trong danh sách sau khi máy chủ khôi phục. Mục này chờ quản trị viên.',
  ),
  stillRefused: define('GD-4012', 422, (p) => sayStillRefused(String(p.code ?? ''))),
  // 5xxx: configuration of reports and administration
  badPeriod: define('GD-5001', 400, () => 'Kỳ báo cáo không đúng: ngày đầu phải trước hoặc bằng ngày cuối.'),
  nameTaken: define('GD-5002', 409, () => 'Tên đăng nhập này đã có người dùng.'),
  changedMeanwhile: define('GD-5011', 409, (p) => `Mục này vừa được ${p.name ?? 'người khác'} sửa. Xem lại rồi lưu.`),
  unitInUse: define(
    'GD-5012',
    409,
    () => 'Đơn vị này đã có người dùng hoặc dữ liệu nên không xóa được. Hãy kết thúc hoặc sáp nhập đơn vị.',
  ),
} as const satisfies { readonly [name: string]: Problem };

function sayStillRefused(code: string): string {
  if (code === 'GD-2009')
    return 'Chưa nhận: người ghi không có quyền ghi mục này ở đơn vị. Mục vẫn chờ ở đây; cấp đúng vai trò cho người ghi rồi nhận lại.';
  if (code === 'GD-4005') return 'Chưa nhận: mục này chờ hồ sơ gốc. Mục vẫn chờ ở đây; nhận mục tạo hồ sơ gốc trước.';
  return `Chưa nhận: nội dung mục này không hợp lệ (mã ${code}). Mục vẫn chờ ở đây; hỏi người ghi trước khi bỏ.`;
}

export type ProblemName = keyof typeof PROBLEMS;

const NAMES_BY_CODE: ReadonlyMap<string, ProblemName> = new Map(
  (Object.keys(PROBLEMS) as ProblemName[]).map((name) => [PROBLEMS[name].code, name]),
);

/** The name of a numbered problem; undefined for a number that a newer server made. */
export function problemName(code: string): ProblemName | undefined {
  return NAMES_BY_CODE.get(code);
}

/** The sentence for a problem, also for one that this program does not know yet. */
export function sayProblem(code: string, params: ProblemParams = {}): string {
  const name = problemName(code);
  return name === undefined
    ? `Máy chủ từ chối (mã ${code}). Hãy cập nhật ứng dụng rồi thử lại.`
    : PROBLEMS[name].say(params);
}
