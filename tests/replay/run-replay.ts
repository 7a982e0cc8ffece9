import type { ReceptionReport } from '../../src/contract/wire/reports.ts';
import { formatNumber } from '../../src/domain/text/format.ts';
import { Chance } from '../../src/server/demo/invented/chance.ts';
import { makePlan, SEED } from '../../src/server/demo/replay/make-plan.ts';
import type { Plan } from '../../src/server/demo/replay/plan.ts';
import { dropBroken } from './folder.ts';
import { dealOut, type Workload } from './phones/deal.ts';
import { type Decided, Fleet } from './phones/fleet.ts';
import { recordReference } from './phones/reference.ts';
import type { Progress } from './progress.ts';
import { ADMINISTRATOR, ProvinceOffice, VIEWER } from './server/province-office.ts';
import { buildServer, type Memory, ServerProcess } from './server/server-process.ts';

/** A fault that the comparison must find: one visit that nobody records. */
export type Plant = 'visit' | undefined;

export type Outcome = {
  readonly plan: Plan;
  readonly report: ReceptionReport;
  readonly phones: number;
  readonly fleet: Fleet;
  readonly memory: Memory | undefined;
  /** Lines about what the server refused; none in a good run. */
  readonly refused: readonly string[];
};

/** How many steps `runReplay` shows. */
export const STEPS = 13;

type Run = {
  readonly plan: Plan;
  readonly fleet: Fleet;
  readonly server: ServerProcess;
  readonly administrator: ProvinceOffice;
  readonly viewer: ProvinceOffice;
  readonly progress: Progress;
};

/**
 * Five years of reception once more: recorded offline on many phones, sent over bad lines to a server that is copied,
 * dies and is restored, until everything has arrived. Answers the province's report as it came over HTTP.
 */
export async function runReplay(folder: string, progress: Progress, plant: Plant): Promise<Outcome> {
  progress.begin('Dựng máy chủ và mở thư mục');
  await buildServer();
  const server = await ServerProcess.on(folder);
  try {
    await server.start();
    progress.end(server.origin);
    const run = await prepare(server, progress, plant);
    await untilTheCrash(run, await untilTheCopy(run));
    await afterTheRestore(run);
    const { plan, fleet, viewer } = run;
    const report = await viewer.report();
    return {
      plan,
      report,
      fleet,
      phones: fleet.members.length,
      memory: server.memory(),
      refused: await fleet.refused(),
    };
  } finally {
    await server.stop();
    dropBroken(folder);
  }
}

/** Units, users, reference records: by the province's administrator, through the same doors as in real life. */
async function prepare(server: ServerProcess, progress: Progress, plant: Plant): Promise<Run> {
  const origin = () => server.origin;
  const administrator = new ProvinceOffice(origin, ADMINISTRATOR);
  const viewer = new ProvinceOffice(origin, VIEWER);
  const province = await administrator.signIn();
  await viewer.signIn();
  const plan = makePlan(province);
  const fleet = new Fleet(planted(dealOut(plan, new Chance(SEED + 1)), plant), origin, SEED + 2);
  progress.begin('Lập đơn vị, tài khoản và dữ liệu dùng chung', plan.units.length);
  for (const unit of plan.units) {
    await administrator.addUnit(unit);
    progress.tick();
  }
  await recordReference(plan, administrator, origin, fleet.lines);
  progress.end(`${plan.units.length} đơn vị giả lập`);
  return { plan, fleet, server, administrator, viewer, progress };
}

/** The first records are on their way when the server is copied; answers the copy. */
async function untilTheCopy(run: Run): Promise<string> {
  const { fleet, administrator, server, progress } = run;
  progress.begin('Cấp máy', fleet.members.length);
  const phones = await fleet.enrol(administrator, ['steady', 'lost'], () => progress.tick());
  progress.end(`${phones} máy, mỗi máy một khóa riêng`);
  await record(run, 'Ghi khi không có mạng, đợt 1', ({ parts }) => parts[0] ?? []);
  progress.begin('Gửi qua đường truyền chập chờn', fleet.present().length);
  await fleet.syncOnce(() => progress.tick());
  progress.end(`còn ${formatNumber(fleet.waiting())} mục chưa gửi được`);
  progress.begin('Sao lưu máy chủ');
  await server.stop();
  const copy = await server.snapshot();
  await server.start();
  progress.end('bản sao đã mở thử được');
  return copy;
}

/** New phones join, some phones send everything and are lost, the server dies and forgets what came after the copy. */
async function untilTheCrash(run: Run, copy: string): Promise<void> {
  const { fleet, server, administrator, viewer, progress } = run;
  await administrator.signIn();
  const late = await fleet.enrol(administrator, ['late'], () => undefined);
  await record(run, `Ghi đợt 2, thêm ${late} máy`, ({ parts }) => parts[1] ?? []);
  progress.begin('Gửi tiếp; vài máy gửi hết rồi mất', fleet.present().length);
  await fleet.syncOnce(() => progress.tick());
  await fleet.syncUntilQuiet(({ workload }) => workload.fate === 'lost');
  // What the lost phones have sent lives on in their neighbours: these have pulled it.
  await fleet.syncUntilQuiet(({ workload }) => workload.unit.clerks.length > 1);
  const lost = fleet.forgetLost();
  progress.end(`còn ${formatNumber(fleet.waiting())} mục chưa gửi được; mất ${lost} máy`);

  progress.begin('Máy chủ hỏng, khôi phục từ bản sao lưu');
  await viewer.signIn();
  const before = (await viewer.report()).sum.total.visits;
  await server.crash();
  await server.restore(copy);
  await server.start();
  await Promise.all([viewer.signIn(), administrator.signIn()]);
  const after = (await viewer.report()).sum.total.visits;
  if (after >= before) throw new Error(`the restored server forgot nothing: ${after} visits, before ${before}`);
  progress.end(`máy chủ chỉ còn nhớ ${formatNumber(after)} thay vì ${formatNumber(before)} lượt`);
}

async function afterTheRestore(run: Run): Promise<void> {
  const { fleet, administrator } = run;
  const late = await fleet.enrol(administrator, ['very-late'], () => undefined);
  await record(run, `Ghi đợt 3, thêm ${late} máy vào muộn`, ({ parts }) => parts[2] ?? []);
  await quiet(run, 'Gửi đến khi không còn gì chờ');
  await record(run, 'Sửa cùng hồ sơ trên hai máy, kết thúc buổi tiếp', ({ last }) => last);
  await quiet(run, 'Gửi và xem các mục hai máy ghi khác nhau', true);
}

async function record(
  { fleet, progress }: Run,
  label: string,
  tasksOf: (workload: Workload) => Workload['last'],
): Promise<void> {
  progress.begin(label, countOf(fleet, tasksOf));
  await fleet.work(tasksOf, () => progress.tick());
  progress.end(`${formatNumber(fleet.waiting())} mục đang chờ trên các máy`);
}

/** Everything has arrived everywhere; what two phones wrote differently is decided by a person. */
async function quiet({ fleet, progress }: Run, label: string, decides = false): Promise<void> {
  const total = fleet.waiting();
  progress.begin(label, total);
  const everyone = () => true;
  const show = (waiting: number) => progress.reach(total - waiting);
  const settle = async () => {
    await fleet.syncUntilQuiet(everyone, show);
    // Once more: what one phone sent last, its neighbour has not seen yet.
    await fleet.syncUntilQuiet(everyone, show);
  };
  await settle();
  const decided = decides ? await fleet.decide() : undefined;
  if (decided !== undefined) {
    fleet.compareDigests();
    await settle();
  }
  progress.end(decided === undefined ? '' : sayDecided(decided));
}

function sayDecided({ people, restore, refused }: Decided): string {
  const parts = [`${people} mục hai người ghi khác nhau`];
  if (restore > 0) parts.push(`${restore} mục lệch với bản có từ trước khi khôi phục`);
  if (refused > 0) parts.push(`${refused} mục bị máy chủ từ chối`);
  return `đã xem và chọn ${parts.join(', ')}`;
}

function countOf(fleet: Fleet, tasksOf: (workload: Workload) => Workload['last']): number {
  return fleet.members.reduce((sum, { workload }) => sum + tasksOf(workload).length, 0);
}

/** Leaves out one visit of the first phone that has one. */
function planted(workloads: readonly Workload[], plant: Plant): readonly Workload[] {
  if (plant === undefined) return workloads;
  for (const { parts } of workloads) {
    const tasks = parts[0] ?? [];
    const at = tasks.findIndex(
      (task) => task.tag === 'visit' && task.visit.edits.length === 0 && task.visit.denunciation === undefined,
    );
    if (at < 0) continue;
    tasks.splice(at, 1);
    return workloads;
  }
  return workloads;
}
