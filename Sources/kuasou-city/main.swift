import ArgumentParser

await CityCommand.main()
