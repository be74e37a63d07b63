import { useEffect, useState } from 'react';

const PAUSE_MS = 300;

/** A value as soon as it has not changed for a moment: nobody asks the service about every letter that is typed. */
export const useSettled = <Value>(value: Value): Value => {
  const [settled, setSettled] = useState(value);
  const text = JSON.stringify(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(JSON.parse(text) as Value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
};
