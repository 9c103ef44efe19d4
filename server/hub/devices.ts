/** Limits what all devices of a person may do together, wherever they come from. */
import { Allowance, type Rates } from '../net/allowance.ts';
import type { Person } from '../rooms/world/state.ts';

/** The allowances of those who are here on several devices. They go with their persons. */
export class Devices {
  #rates: Rates | undefined;
  #allowances = new WeakMap<Person, Allowance>();

  constructor(rates: Rates | undefined) {
    this.#rates = rates;
  }

  /** Other rates for the devices that come from now on. */
  adjust(rates: Rates | undefined): void {
    this.#rates = rates;
    this.#allowances = new WeakMap();
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
