import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { FileSpreadsheet, X } from 'lucide-react';
import { useEffect, useId, useRef, useState, type DragEvent } from 'react';
import { importsQuery, uploadFile } from '@/api/import';
import { useT } from '@/i18n';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { formatBytes } from '@/shared/text/format';
import { Bar } from './Bar';
import css from './drop.module.css';

const ACCEPT = '.xlsx,.xls,.xlsb,.ods,.csv,.tsv,.txt,.vcf,.xml,.html,text/csv,text/vcard,application/vnd.ms-excel,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Takes a file by dragging or choosing, sends it and opens the import that it becomes. */
export function DropZone() {
  const t = useT();
  const client = useQueryClient();
  const navigate = useNavigate();
  const inputId = useId();
  const input = useRef<HTMLInputElement>(null);
  const sending = useRef<AbortController>(null);
  const [over, setOver] = useState(false);
  const [file, setFile] = useState<File | null>(null);
  const [share, setShare] = useState(0);
  const [error, setError] = useState<unknown>(null);

  useEffect(() => () => sending.current?.abort(), []);

  const send = async (chosen: File | undefined) => {
    if (!chosen) return;
    const control = new AbortController();
    sending.current = control;
    setError(null);
    setShare(0);
    setFile(chosen);
    try {
      const made = await uploadFile(chosen, setShare, control.signal);
      void client.invalidateQueries({ queryKey: importsQuery.queryKey });
      await navigate({ to: '/imports/$id', params: { id: made.id }, search: {} });
    } catch (failure) {
      if (!control.signal.aborted) setError(failure);
      setFile(null);
    } finally {
      if (input.current) input.current.value = '';
    }
  };

  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!file) void send(event.dataTransfer.files[0]);
  };

  return (
    <>
      <div
        className={`${css.drop} ${over ? css.dropOver : ''}`}
        onDragOver={(event) => {
          if (!event.dataTransfer.types.includes('Files')) return;
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <FileSpreadsheet size={32} strokeWidth={1.25} aria-hidden />
        {file ? (
          <div className={css.sending} role="status">
            <strong>{file.name}</strong>
            <Bar share={share} label={t('import.sending')} />
            <span>
              {share < 1 ? t('import.sent', { done: formatBytes(Math.round(file.size * share)), total: formatBytes(file.size) }) : t('import.reading')}
            </span>
            <Button icon={<X size={16} />} onClick={() => sending.current?.abort()}>
              {t('common.cancel')}
            </Button>
          </div>
        ) : (
          <>
            <h2>{t('import.drop')}</h2>
            <p>{t('import.drop_text')}</p>
            <label htmlFor={inputId} className="visually-hidden">
              {t('import.choose_file')}
            </label>
            <input
              id={inputId}
              ref={input}
              type="file"
              accept={ACCEPT}
              className="visually-hidden"
              tabIndex={-1}
              onChange={(event) => void send(event.target.files?.[0])}
            />
            <Button type="primary" onClick={() => input.current?.click()}>
              {t('import.choose_file')}
            </Button>
          </>
        )}
      </div>
      {error !== null && <ProblemNote error={error} />}
    </>
  );
}
