EVERY_ENGINE = True
journeys = []
