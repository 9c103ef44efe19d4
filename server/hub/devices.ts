/** Limits what all devices of a person may do together, wherever they come from. */
import { Allowance, type Rates } from '../net/allowance.ts';
import type { Person } from '../rooms/state.ts';

/** The allowances of those who are here on several devices. They go with their persons. */
export class Devices {
  readonly #rates: Rates | undefined;
  readonly #allowances = new WeakMap<Person, Allowance>();

  constructor(rates: Rates | undefined) {
    this.#rates = rates;
  }

  /** What the devices of a person share; nothing while they have one, or where there is no limit. */
  allowanceOf(person: Person | undefined): Allowance | undefined {
    if (person === undefined || person.sessions.size < 2 || this.#rates === undefined) return;
    let allowance = this.#allowances.get(person);
    if (allowance === undefined) {
      allowance = Allowance.ofPerson(this.#rates);
      this.#allowances.set(person, allowance);
    }
    return allowance;
  }
}
