import { useEffect, useRef, useState } from 'react';
import type { Profile } from '../../contract/wire/session.ts';
import type { Argon2 } from '../../store/vault/argon2.ts';
import { readRecoveryRequest } from '../../store/vault/recovery.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { CodeField } from '../../ui/code-field.tsx';
import { Section } from '../../ui/page.tsx';
import styles from './admin.module.css';
import type { RecoveryAnswerApi } from './admin-api.ts';
import { AnswerSlip } from './answer-slip.tsx';
import { sayAnswerProblem } from './answer-words.ts';
import { type Asked, CheckRequest } from './check-request.tsx';

export type AnswerRequestProps = {
  readonly api: RecoveryAnswerApi;
  readonly profile: Profile;
  readonly nowMs: () => number;
  readonly argon2: Argon2;
};

type Step =
  | { readonly tag: 'request'; readonly cleared: boolean }
  | { readonly tag: 'check'; readonly asked: Asked }
  | { readonly tag: 'answer'; readonly asked: Asked; readonly answer: string; readonly atMs: number };

/** How long an answer stays on the screen of somebody who was called away. */
const SHOWN_MS = 10 * 60 * 1000;

/**
 * The administrator's half of a forgotten passphrase (security.md §4, slot C): the request of a phone, whose it is, the
 * check by telephone, the recovery key for a moment, the answer for a few minutes. Nothing of it is kept.
 */
export function AnswerRequest({ api, profile, nowMs, argon2 }: AnswerRequestProps) {
  const [step, setStep] = useState<Step>({ tag: 'request', cleared: false });
  const begin = (cleared: boolean) => setStep({ tag: 'request', cleared });
  const top = useTopOf(step);
  return (
    <Section title="Mở hộ máy quên mã PIN và cụm từ">
      <div ref={top} tabIndex={-1} className={styles.top} />
      {step.tag === 'request' ? (
        <RequestForm cleared={step.cleared} onRead={(asked) => setStep({ tag: 'check', asked })} />
      ) : null}
      {step.tag === 'check' ? (
        <CheckRequest
          {...{ api, profile, argon2 }}
          asked={step.asked}
          onAnswered={(answer) => setStep({ tag: 'answer', asked: step.asked, answer, atMs: nowMs() })}
          onDrop={() => begin(false)}
        />
      ) : null}
      {step.tag === 'answer' ? (
        <AnswerSlip
          answer={step.answer}
          label={step.asked.request.label}
          untilMs={step.atMs + SHOWN_MS}
          nowMs={nowMs}
          onClear={() => begin(true)}
        />
      ) : null}
    </Section>
  );
}

/** The beginning of each further step comes into sight and has the focus: the button that led there is gone. */
function useTopOf(step: Step) {
  const top = useRef<HTMLDivElement>(null);
  const first = useRef(step);
  useEffect(() => {
    if (step === first.current) return;
    top.current?.focus({ preventScroll: true });
    top.current?.scrollIntoView?.({ block: 'center' });
  }, [step]);
  return top;
}

type RequestFormProps = { readonly cleared: boolean; readonly onRead: (asked: Asked) => void };

function RequestForm({ cleared, onRead }: RequestFormProps) {
  const [error, setError] = useState<string>();
  const read = async (text: string) => {
    const request = await readRecoveryRequest(text);
    if (request.ok) onRead({ text, request: request.value });
    else setError(text.trim() === '' ? 'Dán yêu cầu của máy xin mở hộ' : sayAnswerProblem(request.error));
  };
  return (
    <form
      className={styles.item}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void read(String(new FormData(event.currentTarget).get('request') ?? ''));
      }}
    >
      {cleared ? (
        <Banner tone="success" announced>
          Đã xóa mã trả lời khỏi màn hình này. Việc mở hộ đã được ghi vào nhật ký.
        </Banner>
      ) : null}
      <p>
        Trên máy bị quên, cán bộ bấm “Quên cả mã PIN và cụm từ”, gửi yêu cầu cho bạn và giữ nguyên màn hình đó. Dữ liệu
        trên máy, kể cả phần chưa gửi, không mất.
      </p>
      <CodeField
        label="Yêu cầu mở hộ"
        name="request"
        hint="Dán cả đoạn bắt đầu bằng GDYC1"
        error={error}
        words={{
          openFile: 'Mở tệp yêu cầu',
          openFileOrPhoto: 'Mở tệp hoặc ảnh mã QR',
          noQr: 'Không đọc được mã QR trong ảnh này. Chụp gần và rõ hơn, hoặc dán đoạn chữ.',
          notText: 'Tệp này không phải yêu cầu mở hộ.',
        }}
      />
      <div className={styles.buttons}>
        <Button kind="primary" type="submit">
          Xem yêu cầu
        </Button>
      </div>
    </form>
  );
}
