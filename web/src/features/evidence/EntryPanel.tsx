import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { evidenceEntryQuery, type EvidenceEntry, type EvidenceItem } from '@/api/evidence';
import { templatesQuery } from '@/api/template';
import { useMay } from '@/app/me';
import { useI18n, useT } from '@/i18n';
import { copyText } from '@/shared/copy';
import { Facts } from '@/shared/layout/Page';
import { QueryGate } from '@/shared/layout/states';
import { SidePanel } from '@/shared/overlay/SidePanel';
import { saveText } from './saveText';
import { formatCount } from '@/shared/text/format';
import { TimeText } from '@/shared/text/texts';
import { Copied } from './Copied';
import { Outcome, Sentence } from './Sentence';
import { detailFacts } from './details';
import { useWords } from './words';
import css from './evidence.module.css';

export interface EntryPanelProps {
  index: number;
  onClose: () => void;
  onPrevious?: (() => void) | undefined;
  onNext?: (() => void) | undefined;
}

const proofOf = ({ entry, leaf, proof, checkpoint, verifying_key }: EvidenceEntry): string =>
  JSON.stringify({ entry, leaf, proof, checkpoint: checkpoint?.note ?? null, verifying_key }, null, 2);

/** One entry: in words, its exact text, and what proves it. */
export function EntryPanel({ index, onClose, onPrevious, onNext }: EntryPanelProps) {
  const t = useT();
  const query = useQuery(evidenceEntryQuery(index));
  const data = query.data;
  const [copied, setCopied] = useState(false);
  return (
    <SidePanel
      title={t('evidence.number_is', { index })}
      onClose={onClose}
      onPrevious={onPrevious}
      onNext={onNext}
      width={640}
      actions={
        data && (
          <>
            <Button onClick={() => void copyText(proofOf(data)).then(setCopied)}>{copied ? t('evidence.copied') : t('evidence.copy_proof')}</Button>
            <Button type="primary" icon={<Download size={16} />} onClick={() => saveText(`${t('evidence.proof_file', { index })}.json`, proofOf(data), 'application/json')}>
              {t('evidence.download')}
            </Button>
          </>
        )
      }
    >
      <QueryGate query={query}>{(entry) => <Body entry={entry} />}</QueryGate>
    </SidePanel>
  );
}

function Body({ entry }: { entry: EvidenceEntry }) {
  const t = useT();
  const words = useWords()(entry.item);
  const { item, proof, checkpoint } = entry;
  return (
    <>
      <p className={css.lead}>
        <Sentence words={words} />
      </p>
      {item.fault_text && (
        <p className={css.faultNote} role="alert">
          {item.fault_text}
        </p>
      )}
      <EntryFacts item={item} />
      {entry.entry !== null && (
        <div className={css.block}>
          <h3>{t('evidence.entry')}</h3>
          <p className={css.quiet}>{t('evidence.entry_hint')}</p>
          <Copied text={entry.entry} />
        </div>
      )}
      <div className={css.block}>
        <h3>{t('evidence.proof')}</h3>
        {proof ? (
          <>
            <p className={css.quiet}>{t('evidence.proof_hint')}</p>
            <Facts
              items={[
                { label: t('evidence.leaf'), value: <code className={css.hash}>{entry.leaf}</code> },
                {
                  label: t('evidence.path'),
                  value: (
                    <details>
                      <summary>{t('evidence.path_step', { count: proof.path.length })}</summary>
                      {proof.path.map((hash) => (
                        <code key={hash} className={css.hash}>
                          {hash}
                        </code>
                      ))}
                    </details>
                  ),
                },
                { label: t('evidence.root'), value: <code className={css.hash}>{proof.root}</code> },
                { label: t('evidence.proof_size'), value: formatCount(proof.size) },
                ...(checkpoint?.at ? [{ label: t('evidence.signed_at'), value: <TimeText at={checkpoint.at} /> }] : []),
              ]}
            />
          </>
        ) : (
          <p className={css.faultNote} role="alert">
            {t('evidence.no_proof')}
          </p>
        )}
      </div>
      {checkpoint && (
        <div className={css.block}>
          <h3>{t('evidence.note')}</h3>
          <Copied text={checkpoint.note} lines />
          <h3>{t('evidence.key')}</h3>
          <Copied text={entry.verifying_key} />
        </div>
      )}
    </>
  );
}

function EntryFacts({ item }: { item: EvidenceItem }) {
  const { t, maybe } = useI18n();
  const may = useMay();
  const words = useWords()(item);
  const seesCustomers = may('customer.view');
  const templates = useQuery(templatesQuery);
  const details = detailFacts(item, t, maybe, (code) => templates.data?.items.find((one) => one.code === code)?.name);
  return (
    <Facts
      items={[
        ...(item.at ? [{ label: t('evidence.time'), value: <TimeText at={item.at} /> }] : []),
        { label: t('evidence.outcome'), value: <Outcome item={item} words={words} /> },
        ...(item.customer
          ? [
              {
                label: t('evidence.area_customer'),
                value: (
                  <>
                    {item.customer.name ?? t('evidence.customer_gone')} <span className={css.quiet}>{item.customer.code}</span>{' '}
                    {seesCustomers && item.customer.name && (
                      <Link to="/customers/$id" params={{ id: item.customer.id }} preload={false}>
                        {t('evidence.open_customer')}
                      </Link>
                    )}
                  </>
                ),
              },
            ]
          : item.subject?.label
            ? [{ label: t('evidence.subject'), value: item.subject.label }]
            : []),
        ...(item.clause ? [{ label: t('evidence.clause'), value: item.clause }] : []),
        ...(item.channel ? [{ label: t('evidence.channel'), value: [t(`evidence.channel_${item.channel}`), item.address].filter(Boolean).join(' · ') }] : []),
        ...(words.fields
          ? [
              {
                label: t('evidence.changes'),
                value: (
                  <>
                    {words.fields}
                    {item.customer && (
                      <>
                        <br />
                        <span className={css.quiet}>{t('evidence.changes_hint')}</span>
                      </>
                    )}
                  </>
                ),
              },
            ]
          : []),
        ...details.map(({ label, value }) => ({ label, value })),
      ]}
    />
  );
}
