import { useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { ShieldAlert, ShieldCheck } from 'lucide-react';
import { useId, useState } from 'react';
import { evidenceStatusQuery, verifyEvidence, type Checkpoint, type VerificationResult } from '@/api/evidence';
import { useT } from '@/i18n';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { Facts } from '@/shared/layout/Page';
import { Dialog } from '@/shared/overlay/Dialog';
import { formatCount } from '@/shared/text/format';
import { Copied } from './Copied';
import css from './evidence.module.css';

export interface VerifyDialogProps {
  checkpoint: Checkpoint | null;
  onClose: () => void;
  onOpen?: (index: number) => void;
}

/** Verifies the whole log, against roots that somebody kept outside as well, and says what was found. */
export function VerifyDialog({ checkpoint, onClose, onOpen }: VerifyDialogProps) {
  const t = useT();
  const client = useQueryClient();
  const id = useId();
  const [kept, setKept] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [result, setResult] = useState<VerificationResult | null>(null);

  const run = async () => {
    setBusy(true);
    setError(null);
    setResult(null);
    try {
      const roots = kept.split('\n').map((line) => line.trim()).filter(Boolean);
      setResult(await verifyEvidence(roots));
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
      void client.invalidateQueries({ queryKey: evidenceStatusQuery.queryKey });
      void client.invalidateQueries({ queryKey: ['workbench'] });
    }
  };

  const openEntry = (index: number) => {
    onOpen?.(index);
    onClose();
  };

  return (
    <Dialog
      title={t('evidence.verify_title')}
      width={640}
      onClose={onClose}
      keepOpen={busy}
      footer={
        <>
          <Button onClick={onClose}>{t('common.close')}</Button>
          <Button type="primary" loading={busy} onClick={() => void run()} data-autofocus>
            {t('evidence.verify_run')}
          </Button>
        </>
      }
    >
      <p className={css.lead}>{t('evidence.verify_text')}</p>
      {busy && (
        <p role="status" className={css.quiet}>
          {t('evidence.verifying')}
        </p>
      )}
      {error !== null && <ProblemNote error={error} />}
      {result && <Found result={result} {...(onOpen ? { onOpen: openEntry } : {})} />}
      {checkpoint && !result && (
        <div className={css.block}>
          <h3>{t('evidence.print')}</h3>
          <p className={css.quiet}>{t('evidence.print_hint')}</p>
          <Copied text={checkpoint.printed} />
        </div>
      )}
      <details className={css.block}>
        <summary>{t('evidence.kept')}</summary>
        <label htmlFor={id} className={css.quiet}>
          {t('evidence.kept_hint')}
        </label>
        <Input.TextArea id={id} className={css.mono} autoSize={{ minRows: 2, maxRows: 6 }} spellCheck={false} value={kept} onChange={(event) => setKept(event.target.value)} />
      </details>
    </Dialog>
  );
}

function Found({ result, onOpen }: { result: VerificationResult; onOpen?: (index: number) => void }) {
  const t = useT();
  const bad = result.first_bad;
  const Icon = result.ok ? ShieldCheck : ShieldAlert;
  return (
    <div className={`${css.result} ${result.ok ? css.resultGood : css.resultBad}`} role="status">
      <p>
        <Icon size={18} aria-hidden />
        <strong>
          {bad
            ? t('evidence.result_bad', { index: formatCount(bad.index) })
            : t('evidence.result_ok', { size: formatCount(result.size), proven: formatCount(result.proven) })}
        </strong>
      </p>
      {bad && (
        <p>
          {bad.message}{' '}
          {onOpen && (
            <button type="button" className="link" onClick={() => onOpen(bad.index)}>
              {t('evidence.open_bad')}
            </button>
          )}
        </p>
      )}
      <Facts
        items={[
          { label: t('evidence.result_root'), value: <code className={css.hash}>{result.root}</code> },
          { label: t('evidence.result_checkpoints'), value: formatCount(result.checkpoints) },
          ...(result.kept > 0 ? [{ label: t('evidence.result_kept'), value: formatCount(result.kept) }] : []),
        ]}
      />
      {result.warnings.length > 0 && (
        <div className={css.warnings}>
          <p>{t('evidence.warnings')}</p>
          <ul>
            {result.warnings.slice(0, 5).map((warning, index) => (
              <li key={index}>{warning.message}</li>
            ))}
          </ul>
          {result.warning_count > 5 && <p>{t('evidence.more_warnings', { count: formatCount(result.warning_count - 5) })}</p>}
        </div>
      )}
    </div>
  );
}
