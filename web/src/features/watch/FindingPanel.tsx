import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Input, Radio } from 'antd';
import { concludeFinding, refreshWatch, watchFindingQuery, type WatchFinding, type WatchOutcome } from '@/api/watch';
import { useT, type Translate } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { useForm, type FieldErrors } from '@/shared/form/useForm';
import { Facts, Section } from '@/shared/layout/Page';
import css from '@/shared/layout/register.module.css';
import { QueryGate } from '@/shared/layout/states';
import { SidePanel } from '@/shared/overlay/SidePanel';
import { TimeText, Unknown } from '@/shared/text/texts';

/** What was counted, in words. */
export function figures(t: Translate, { signal, files, of_files: all, honey }: WatchFinding): string {
  return signal === 'honey' ? t('watch.figures_honey', { name: honey ?? '' }) : t(`watch.figures_${signal}`, { files, all });
}

/** A finding: what is unusual, and what the auditor concludes. */
export function FindingPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useT();
  const query = useQuery(watchFindingQuery(id));
  return (
    <SidePanel title={t('watch.finding')} onClose={onClose}>
      <QueryGate query={query}>{(found) => <Body key={found.version} finding={found} />}</QueryGate>
    </SidePanel>
  );
}

function Body({ finding }: { finding: WatchFinding }) {
  const t = useT();
  const { conclusion } = finding;
  return (
    <>
      <Section title={t(`watch.signal_${finding.signal}`)}>
        <Facts
          items={[
            { label: t('watch.person'), value: finding.person.name },
            { label: t('watch.figures'), value: figures(t, finding) },
            ...(finding.signal === 'honey' ? [] : [{ label: t('watch.least'), value: t('watch.files', { count: finding.least }) }]),
            {
              key: 'when',
              label: t('watch.when'),
              value: (
                <>
                  <TimeText at={finding.from} /> – <TimeText at={finding.until} />
                </>
              ),
            },
            { label: t('watch.clause'), value: finding.clause || <Unknown /> },
            {
              key: 'openings',
              label: t('watch.openings'),
              value: (
                <Link to="/evidence" search={{ person: finding.person.id, action: 'customer.open', from: finding.day, to: finding.day }}>
                  {t('watch.in_log')}
                </Link>
              ),
            },
          ]}
        />
      </Section>
      {finding.incident_id && (
        <Section title={t('watch.state_incident')}>
          <p>{t('watch.incident_text')}</p>
        </Section>
      )}
      {conclusion && (
        <Section title={t('watch.conclusion')}>
          <p className={css.text}>{conclusion.text}</p>
          <p className={css.quiet}>
            {conclusion.by.name} <TimeText at={conclusion.at} />
          </p>
        </Section>
      )}
      {finding.state === 'open' && <Conclude finding={finding} />}
    </>
  );
}

function Conclude({ finding }: { finding: WatchFinding }) {
  const t = useT();
  const client = useQueryClient();
  const form = useForm<{ outcome: WatchOutcome; text: string }, WatchFinding>({
    initial: { outcome: 'concluded', text: '' },
    version: finding.version,
    check: ({ text }): FieldErrors => (text.trim() ? {} : { '/text': t('watch.text_needed') }),
    submit: (values, version) => concludeFinding(finding.id, values, version),
    done: () => void refreshWatch(client),
  });
  const { values, set, errors, inputId } = form;
  const labels = { '/outcome': t('watch.outcome'), '/text': t('watch.conclusion') };
  return (
    <Section title={t('watch.conclude')}>
      <FormFrame form={form} labels={labels} action={t('watch.conclude')}>
        <FormItem label={labels['/outcome']} id={inputId('/outcome')} error={errors['/outcome']} group>
          {() => (
            <Radio.Group
              aria-label={labels['/outcome']}
              value={values.outcome}
              onChange={(event) => set({ outcome: event.target.value as WatchOutcome })}
              options={(['concluded', 'incident'] as const).map((one) => ({ value: one, label: t(`watch.outcome_${one}`) }))}
            />
          )}
        </FormItem>
        <FormItem
          label={labels['/text']}
          id={inputId('/text')}
          error={errors['/text']}
          hint={values.outcome === 'incident' ? t('watch.incident_hint') : undefined}
          required
        >
          {(control) => <Input.TextArea {...control} autoSize={{ minRows: 3, maxRows: 10 }} maxLength={2000} value={values.text} onChange={(event) => set({ text: event.target.value })} />}
        </FormItem>
      </FormFrame>
    </Section>
  );
}
