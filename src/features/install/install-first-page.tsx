import { Banner } from '../../ui/banner.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Screen } from '../../ui/screen.tsx';
import { SummaryList } from '../../ui/summary-list.tsx';
import { InstallGuide, type InstallGuideProps } from './install-guide.tsx';

export type InstallFirstPageProps = Omit<InstallGuideProps, 'onLater'> & {
  /** What an enrolment link said: the installed app has to be told again. */
  readonly given: { readonly username: string; readonly code: string } | undefined;
  readonly onBack: () => void;
};

/**
 * On an iPhone the app is installed before anything is kept: Safari deletes what a page without an icon has stored after
 * seven days, and the installed app has a store of its own.
 */
export function InstallFirstPage({ given, onBack, ...guide }: InstallFirstPageProps) {
  return (
    <Screen title="Cài trước, cấp máy sau" withoutTabs onBack={onBack}>
      <Page>
        <Banner tone="info">
          Trên iPhone, iPad phải cài ứng dụng trước khi ghi: dữ liệu ghi trong trình duyệt sẽ bị xóa sau 7 ngày không
          mở.
        </Banner>
        <InstallGuide {...guide} />
        {given === undefined ? null : (
          <>
            <p>Sau khi mở từ biểu tượng, chọn “Cấp máy này bằng mã” và nhập:</p>
            <Card>
              <SummaryList
                items={[
                  { term: 'Tên đăng nhập', value: given.username },
                  { term: 'Mã cấp máy', value: given.code },
                ]}
              />
            </Card>
          </>
        )}
      </Page>
    </Screen>
  );
}
