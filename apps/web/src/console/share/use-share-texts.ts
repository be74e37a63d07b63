import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, dataOf } from '../../api/client.js';
import type { Link } from '../api/shapes.js';
import { languagesWithTexts } from '../texts/texts.js';

type Texts = NonNullable<Link['shareTexts']>;

export interface ChosenTexts {
  readonly texts: Texts;
  readonly language: string;
  readonly languages: readonly string[];
  readonly onChoose: (language: string) => void;
}

/** The texts to share a link with, in the host's language or another one that is chosen; null if its URL is lost. */
export const useShareTexts = ({ id, shareTexts, shareLanguage = 'en' }: Link): ChosenTexts | null => {
  const [chosen, setChosen] = useState<string | null>(null);
  const language = chosen ?? shareLanguage;
  const other = useQuery({
    queryKey: ['share-texts', id, language],
    queryFn: () => dataOf(api.GET('/v1/links/{id}', { params: { path: { id }, query: { language } } })),
    enabled: language !== shareLanguage,
    placeholderData: keepPreviousData,
  });
  if (shareTexts === undefined) return null;
  // The host's own region stays with the host's language.
  const languages = languagesWithTexts.map((tag) => (shareLanguage.startsWith(tag) ? shareLanguage : tag));
  const texts = language === shareLanguage ? shareTexts : (other.data?.shareTexts ?? shareTexts);
  return { texts, language, languages, onChoose: setChosen };
};
