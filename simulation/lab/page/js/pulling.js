// Pulling runs from the engine one by one, until enough are there or nobody waits for them any more.

export class Pulling {
  // Whoever asks last is told of what arrives; those before have left.
  async pull(wanted, arrived) {
    Object.assign(this, { asked: wanted, arrived });
    if (!this.running) this.pulling = this.pulled();
    await this.pulling;
  }

  async pulled() {
    this.running = true;
    try {
      while (!this.done && this.asked()) {
        await this.next();
        this.arrived();
      }
    } finally {
      this.running = false;
    }
  }
}
