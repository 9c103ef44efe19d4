/** A device whose session goes on elsewhere is told so, and nothing after that. */
import type { Diary } from '../diary.ts';
import type { Problem } from './deeds.ts';

export function checkFarewells(devices: readonly Diary[]): Problem[] {
  return devices.flatMap(({ name: who, notes }): Problem[] => {
    const bye = notes.findIndex((note) => note.on === 'heard' && note.event.ev === 'bye');
    const next = notes[bye + 1];
    if (bye >= 0 && next?.on === 'heard')
      return [
        { text: `hears ${JSON.stringify(next.event)} behind its bye`, who, moment: next.moment },
      ];
    if (bye >= 0 || notes.some(({ on }) => on === 'lost')) return [];
    return [{ text: 'is never told that its session goes on elsewhere', who }];
  });
}
