import type { ReactNode } from 'react';
import type { DemoDoor } from '../../domain/text/demo-doors.ts';
import type { GateHindrance, PhoneUser } from '../../store/phone-gate.ts';

/** One of the invented people of the demo. */
export type DemoPerson = {
  readonly username: string;
  readonly name: string;
  readonly what: string;
  readonly device: boolean;
};

export type DoorPageProps = {
  /** The invented people; undefined on a real server, or while nothing is known of it. */
  readonly demo: readonly DemoPerson[] | undefined;
  /** Whether this is a demo is being asked: no door yet, or a tap would go through the wrong one. */
  readonly asking?: boolean;
  readonly hindrance: GateHindrance | undefined;
  readonly users: readonly PhoneUser[];
  /** Why a door that an address asked for did not open. */
  readonly failure?: string | undefined;
  /** How this page becomes an app; undefined where it is one. */
  readonly install?: ReactNode;
  /** Nothing may be kept here before it is installed (iPhone). */
  readonly mustInstall?: boolean;
  readonly onUnlock: (user: PhoneUser) => void;
  /** One tap, nothing asked. */
  readonly onDemoDoor: (door: DemoDoor) => Promise<string | undefined>;
  /** The way of a real phone, step by step. */
  readonly onDemoPhone: (username: string) => Promise<string | undefined>;
  readonly onDemoSignIn: (username: string, place: 'province' | 'admin') => Promise<string | undefined>;
  readonly onEnrol: () => void;
  readonly onProvince: () => void;
};
