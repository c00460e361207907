import type { Tools } from './speaking.ts';
import { voiceFor } from './voices.ts';

let audio: AudioContext | null = null;

/** Two soft notes, made here: no file, no licence. Silent where the machine has no sound. */
async function chime(): Promise<void> {
  try {
    audio ??= new AudioContext();
    await Promise.race([audio.resume(), pause(300)]);
    if (audio.state !== 'running') return;
    const start = audio.currentTime + 0.02;
    for (const [at, pitch] of [
      [0, 784],
      [0.32, 587],
    ] as const) {
      const tone = audio.createOscillator();
      const level = audio.createGain();
      tone.frequency.value = pitch;
      level.gain.setValueAtTime(0, start + at);
      level.gain.linearRampToValueAtTime(0.35, start + at + 0.02);
      level.gain.exponentialRampToValueAtTime(0.001, start + at + 0.9);
      tone.connect(level).connect(audio.destination);
      tone.start(start + at);
      tone.stop(start + at + 1);
    }
    await pause(900);
  } catch (cause) {
    console.warn('no sound', cause);
  }
}

/** Waits that many milliseconds. */
function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** The machine's own chime and voice. */
export const sound: Tools = {
  chime,
  speak: (text, tongue) => {
    const voice = voiceFor(window.speechSynthesis?.getVoices() ?? [], tongue);
    if (voice === null) return Promise.resolve();
    return new Promise((resolve) => {
      const utterance = new SpeechSynthesisUtterance(text);
      utterance.voice = voice;
      utterance.lang = voice.lang;
      utterance.rate = 0.9;
      utterance.onend = () => resolve();
      utterance.onerror = () => resolve();
      window.speechSynthesis.speak(utterance);
    });
  },
  hush: () => window.speechSynthesis?.cancel(),
  pause,
};
