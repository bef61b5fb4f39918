import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Checkbox, Input, Radio, Select } from 'antd';
import { CircleAlert } from 'lucide-react';
import { useId, useState } from 'react';
import { askExport, refreshExports, type Export, type ExportFormat, type ExportInput } from '@/api/export';
import { newKey } from '@/api/http';
import { companyQuery } from '@/api/organisation';
import { useT } from '@/i18n';
import { FormItem } from '@/shared/form/FormItem';
import { errorsOf } from '@/shared/form/useForm';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { Dialog } from '@/shared/overlay/Dialog';
import { formatCount } from '@/shared/text/format';
import css from './export.module.css';
import { Progress } from './Progress';
import { useFetching } from './useFetching';

const PURPOSE_MAX = 200;
const FORMATS: readonly ExportFormat[] = ['xlsx', 'csv', 'vcf'];

interface Props {
  title: string;
  /** What is taken out, without form, columns and purpose. */
  scope: Pick<ExportInput, 'filters' | 'sort' | 'customer_id' | 'contact_id'>;
  /** How many customers, as far as is known. */
  count: number;
  /** Every column there is; none where only cards can be had. */
  columns?: readonly { value: string; label: string }[];
  /** Those of the list. */
  shown?: readonly string[];
  onClose: () => void;
}

/** Takes customers out: what for, in which form, with which columns. Above the limit it asks for it. */
export function ExportDialog({ title, scope, count, columns = [], shown = [], onClose }: Props) {
  const t = useT();
  const client = useQueryClient();
  const company = useQuery(companyQuery).data;
  const id = useId();
  const cardsOnly = columns.length === 0;
  const [purpose, setPurpose] = useState('');
  const [format, setFormat] = useState<ExportFormat>(cardsOnly ? 'vcf' : 'xlsx');
  const [chosen, setChosen] = useState<readonly string[]>(shown);
  const [cover, setCover] = useState(false);
  const [once, setOnce] = useState(newKey);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const [asked, setAsked] = useState<Export | null>(null);
  const fetching = useFetching();

  const limit = company?.export_limit_rows ?? null;
  const above = limit !== null && count > limit;
  const errors = errorsOf(failure);
  const missing = failure === 'purpose' ? t('export.purpose_needed') : errors['/purpose'];
  const working = busy || fetching.one !== null;

  const go = async () => {
    if (company?.export_purpose_required && !purpose.trim()) {
      setFailure('purpose');
      return;
    }
    setBusy(true);
    setFailure(null);
    try {
      const entered = await askExport({ ...scope, purpose, format, columns: format === 'vcf' ? [] : [...chosen], cover: format === 'csv' && cover }, once);
      // What was entered is one export; another click means another.
      setOnce(newKey());
      void refreshExports(client);
      if (entered.state === 'asked') setAsked(entered);
      else if (await fetching.start(entered)) onClose();
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };

  if (asked)
    return (
      <Dialog
        title={t('export.asked_done', { register: asked.register })}
        onClose={onClose}
        footer={
          <>
            <Button onClick={onClose}>{t('common.close')}</Button>
            <Link to="/exports" search={{ open: asked.id }}>
              {t('export.to_register')}
            </Link>
          </>
        }
      >
        <p>{t('export.asked_done_text')}</p>
      </Dialog>
    );
  return (
    <Dialog
      title={title}
      width={560}
      onClose={onClose}
      keepOpen={working || purpose !== ''}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="primary" loading={working} onClick={() => void go()}>
            {above ? t('export.ask') : t('export.start')}
          </Button>
        </>
      }
    >
      <div className={css.form}>
        <Progress fetching={fetching} />
        {failure !== null && failure !== 'purpose' && !errors['/purpose'] && <ProblemNote error={failure} />}
        {above && (
          <p className={css.above} role="note">
            <CircleAlert size={16} aria-hidden />
            {t('export.above', { limit: formatCount(limit) })}
          </p>
        )}
        <FormItem label={t('export.purpose')} id={`${id}-purpose`} error={missing} hint={t('export.purpose_hint')} required={company?.export_purpose_required ?? false}>
          {(control) => <Input {...control} autoComplete="off" maxLength={PURPOSE_MAX} value={purpose} onChange={(event) => setPurpose(event.target.value)} />}
        </FormItem>
        {!cardsOnly && (
          <FormItem label={t('export.format')} id={`${id}-format`} group>
            {() => (
              <Radio.Group
                className={css.options}
                value={format}
                onChange={(event) => setFormat(event.target.value as ExportFormat)}
                options={FORMATS.map((one) => ({ value: one, label: t(`export.format_${one}`) }))}
              />
            )}
          </FormItem>
        )}
        {format === 'vcf' ? (
          <p className={css.quiet}>{t('export.vcf_hint')}</p>
        ) : (
          <FormItem label={t('export.columns')} id={`${id}-columns`} hint={t('export.columns_hint')} error={errors['/columns']}>
            {(control) => (
              <Select
                {...control}
                mode="multiple"
                style={{ width: '100%' }}
                showSearch={{ optionFilterProp: 'label' }}
                maxTagCount={12}
                value={[...chosen]}
                options={[...columns]}
                onChange={(next: string[]) => setChosen(next)}
              />
            )}
          </FormItem>
        )}
        {format === 'csv' && (
          <Checkbox checked={cover} onChange={(event) => setCover(event.target.checked)}>
            {t('export.cover')}
          </Checkbox>
        )}
        <p className={css.quiet}>{t('export.logged')}</p>
      </div>
    </Dialog>
  );
}
