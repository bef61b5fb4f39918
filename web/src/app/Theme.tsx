import { ConfigProvider } from 'antd';
import type { Locale as AntdLocale } from 'antd/es/locale';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { useI18n } from '@/i18n';
import { antdTheme } from '@/theme/antd';
import { useMedia } from '@/theme/useScheme';

// The texts inside date pickers and the like; fetched beside the page, never in its way.
const antdLocale = {
  zh: async () => (await import('./locale.zh')).default,
  en: async () => (await import('./locale.en')).default,
};

// ConfigProvider adds an element around its children when it gets a locale. It must have one from the
// first render on: the later element would build the whole page anew and lose what was typed by then.
const NO_TEXTS: AntdLocale = { locale: '' };

const popupHome = (trigger?: HTMLElement): HTMLElement =>
  // A modal dialog is in the top layer: what pops up inside it must live inside it.
  trigger?.closest<HTMLElement>('dialog:modal') ?? document.body;

export function Theme({ children }: { children: ReactNode }) {
  const { locale } = useI18n();
  const dark = useMedia('(prefers-color-scheme: dark)');
  const still = useMedia('(prefers-reduced-motion: reduce)');
  const [texts, setTexts] = useState(NO_TEXTS);
  const theme = useMemo(() => antdTheme(dark, still), [dark, still]);

  useEffect(() => {
    let current = true;
    void antdLocale[locale]().then((loaded) => current && setTexts(loaded));
    return () => {
      current = false;
    };
  }, [locale]);

  return (
    <ConfigProvider
      theme={theme}
      getPopupContainer={popupHome}
      wave={{ disabled: true }}
      button={{ autoInsertSpace: false }}
      virtual
      locale={texts}
    >
      {children}
    </ConfigProvider>
  );
}
