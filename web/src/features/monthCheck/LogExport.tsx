import { useQuery } from '@tanstack/react-query';
import { Button, Input, Radio } from 'antd';
import { useId, useState } from 'react';
import { downloadMaintenanceLog, type LogFormat, type ProposalState } from '@/api/monthCheck';
import { companyQuery } from '@/api/organisation';
import { useT } from '@/i18n';
import { FormItem } from '@/shared/form/FormItem';
import { errorsOf } from '@/shared/form/useForm';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { Dialog } from '@/shared/overlay/Dialog';
import css from './monthCheck.module.css';

const PURPOSE_MAX = 200;
const FORMATS: readonly LogFormat[] = ['xlsx', 'csv'];

interface Props {
  month: string | null;
  state: ProposalState | null;
  onClose: () => void;
}

/** Takes the maintenance log out as it is narrowed on the page: what for, in which form. */
export function LogExport({ month, state, onClose }: Props) {
  const t = useT();
  const id = useId();
  const company = useQuery(companyQuery).data;
  const [purpose, setPurpose] = useState('');
  const [format, setFormat] = useState<LogFormat>('xlsx');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const error = errorsOf(failure)['/purpose'];

  const go = async () => {
    setBusy(true);
    setFailure(null);
    try {
      await downloadMaintenanceLog({ format, purpose: purpose.trim(), month, state }, `${t('month_check.log')}${month ? ` ${month}` : ''}.${format}`);
      onClose();
    } catch (problem) {
      setFailure(problem);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Dialog
      title={t('month_check.export_title')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="primary" loading={busy} onClick={() => void go()}>
            {t('month_check.export')}
          </Button>
        </>
      }
    >
      <div className={css.exportForm}>
        {failure !== null && !error && <ProblemNote error={failure} />}
        <FormItem label={t('export.purpose')} id={`${id}-purpose`} error={error} hint={t('month_check.export_hint')} required={company?.export_purpose_required ?? false}>
          {(control) => <Input {...control} autoComplete="off" maxLength={PURPOSE_MAX} value={purpose} onChange={(event) => setPurpose(event.target.value)} />}
        </FormItem>
        <FormItem label={t('export.format')} id={`${id}-format`} group>
          {() => (
            <Radio.Group
              value={format}
              onChange={(event) => setFormat(event.target.value as LogFormat)}
              options={FORMATS.map((one) => ({ value: one, label: t(`month_check.format_${one}`) }))}
            />
          )}
        </FormItem>
      </div>
    </Dialog>
  );
}
