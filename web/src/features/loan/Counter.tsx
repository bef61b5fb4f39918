import { useMutation } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { Camera } from 'lucide-react';
import { useEffect, useState } from 'react';
import { itemNumbered } from '@/api/loan';
import { useT } from '@/i18n';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { Scanner, canScan } from './Scanner';
import { ItemEntry } from './ItemEntry';
import css from './loan.module.css';

/** What a label says: its number, bare or at the end of the address in the code. */
export const numberOn = (label: string): string => {
  const text = label.trim();
  const query = text.includes('?') ? new URLSearchParams(text.slice(text.indexOf('?'))).get('number') : null;
  return (query ?? text).toUpperCase();
};

/** Finds an original by its label. A scanner types the number and Enter, and so can a person. */
export function Counter({ number }: { number: string | undefined }) {
  const t = useT();
  const [text, setText] = useState(number ?? '');
  const [scanning, setScanning] = useState(false);
  const find = useMutation({ mutationFn: itemNumbered });
  const look = (label: string) => {
    const wanted = numberOn(label);
    setText(wanted);
    setScanning(false);
    if (wanted) find.mutate(wanted);
  };
  const { mutate } = find;
  useEffect(() => {
    if (number) mutate(numberOn(number));
  }, [number, mutate]);
  const again = () => find.data && mutate(find.data.number);
  return (
    <section className={css.counter} aria-label={t('loan.counter')}>
      <div className={css.scan}>
        <Input.Search
          aria-label={t('loan.scan')}
          placeholder={t('loan.scan')}
          enterButton={t('loan.find')}
          autoComplete="off"
          maxLength={200}
          allowClear
          value={text}
          loading={find.isPending}
          onChange={(event) => setText(event.target.value)}
          onSearch={(label) => look(label)}
        />
        {canScan() && (
          <Button icon={<Camera size={16} />} onClick={() => setScanning(true)}>
            {t('loan.camera')}
          </Button>
        )}
      </div>
      {find.isError && <ProblemNote error={find.error} />}
      <div role="status">
        {find.isSuccess && !find.data && <p>{t('loan.unknown', { number: find.variables })}</p>}
        {find.data && <ItemEntry item={find.data} onChanged={again} showCustomer />}
      </div>
      {scanning && <Scanner onFound={look} onClose={() => setScanning(false)} />}
    </section>
  );
}
